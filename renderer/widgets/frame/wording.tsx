import { useTranslation } from 'react-i18next'
import { Formula } from '../../ui/Formula.tsx'
import { CertificateLines } from './CertificateLines.tsx'
import { lagging } from './lagging.ts'
import type { Ask, Claim, Shown, WidgetModel } from './model.ts'
import { vouching } from './replacing.ts'
import { Said } from './Said.tsx'
import { texIn, useWords } from './words.ts'

/** What a figure says beside its picture: all of it may lag behind that. */

const known = new WeakMap<Shown, readonly Claim[]>()

/** A model's claims of what is shown; they are asked for twice. */
function claimsOf(model: WidgetModel, shown: Shown): readonly Claim[] {
  const claims = known.get(shown) ?? model.certificate(shown)
  known.set(shown, claims)
  return claims
}

interface Props {
  readonly model: WidgetModel
  readonly shown: Shown
}

export const FormulaLine = lagging(({ model, shown }: Props) => {
  const { t, i18n } = useTranslation('widgets')
  return (
    <div className="formula-line" tabIndex={0} role="group" aria-label={t('formula')}>
      <Formula tex={texIn(i18n.language, model.formula(shown))} display />
    </div>
  )
})

export const Certificate = vouching(
  lagging(({ model, asks, shown }: Props & { asks: Readonly<Record<string, Ask>> }) => (
    <CertificateLines asks={asks} runs={shown.runs} claims={claimsOf(model, shown)} />
  )),
)

export const Summary = vouching(
  lagging(({ model, shown, moving }: Props & { moving: boolean }) => {
    const { t } = useTranslation('widgets')
    const words = useWords()
    const checks = claimsOf(model, shown).filter(({ holds }) => holds !== undefined)
    const checked = t('checks.held', { all: checks.length, held: checks.filter(({ holds }) => holds).length })
    return <Said text={`${words(model.summary(shown))} ${checked}`} moving={moving} />
  }),
)
