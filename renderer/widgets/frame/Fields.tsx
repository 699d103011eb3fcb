import { memo } from 'react'
import type { Field, Schema } from '../../compute/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { useTranslation } from 'react-i18next'
import { BlockInput } from './BlockInput.tsx'
import { ExpressionInput } from './ExpressionInput.tsx'
import type { Values, WidgetModel } from './model.ts'
import { NumberInput } from './NumberInput.tsx'
import { PictureInput } from './PictureInput.tsx'
import { useWords } from './words.ts'

interface Props {
  readonly model: WidgetModel
  readonly values: Values
  readonly names: readonly string[]
  readonly onChange: (part: Readonly<Record<string, unknown>>) => void
}

const plane = ['x', 'y']
const largestSeed = 2 ** 31

/** The settings `names`, each drawn by its kind; anew only when one of them changes. */
export const Fields = memo(function Fields({ model, values, names, onChange }: Props) {
  const idle: readonly string[] = model.idle?.(values) ?? []
  const shown = model.hidesIdle ? names.filter(name => !idle.includes(name)) : names
  return (
    <>
      {shown.map(name => (
        <div
          key={name}
          className="setting"
          data-kind={model.fields[name]!.kind}
          data-idle={idle.includes(name) || undefined}
        >
          <Input model={model} name={name} value={values[name]} onChange={value => onChange({ [name]: value })} />
        </div>
      ))}
    </>
  )
})

/** The fields of expressions stand above the picture, since they are the question; all others under it. */
export const isQuestion = ({ kind }: Schema[string]): boolean => kind === 'expression'

interface InputProps {
  readonly model: WidgetModel
  readonly name: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function Input({ model, name, value, onChange }: InputProps) {
  const words = useWords()
  const field: Field = model.fields[name]!
  const label = words(field.label)
  const variables = model.variables?.[name] ?? plane
  switch (field.kind) {
    case 'number':
      return (
        <>
          <NumberInput field={field} value={value as number} label={label} onChange={onChange} />
          {name === 'seed' && <Die onChange={onChange} />}
        </>
      )
    case 'choice':
      return (
        <label>
          {label}
          <select value={value as string} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
            {field.options.map(option => {
              const said = model.options?.[name]?.[option]
              return (
                <option key={option} value={option}>
                  {said ? words(said) : option}
                </option>
              )
            })}
          </select>
        </label>
      )
    case 'flag':
      return (
        <label>
          <input
            type="checkbox"
            checked={value as boolean}
            onChange={({ currentTarget }) => onChange(currentTarget.checked)}
          />
          {label}
        </label>
      )
    case 'expression': {
      const symbol = field.symbol ?? `f(${variables.join(',')})`
      return (
        <ExpressionInput
          label={label}
          symbol={symbol}
          value={value as string}
          variables={variables}
          onChange={onChange}
        />
      )
    }
    default:
      if (model.pictures?.includes(name))
        return <PictureInput value={value as readonly (readonly number[])[]} label={label} onChange={onChange} />
      return <BlockInput field={field} value={value} variables={variables} onChange={onChange} />
  }
}

/** Another seed: the same question, another draw. */
function Die({ onChange }: { onChange: (seed: number) => void }) {
  const { t } = useTranslation('widgets')
  const roll = () => onChange(Math.floor(Math.random() * largestSeed))
  return <IconButton icon="rotate" label={t('reroll')} side="left" onClick={roll} />
}
