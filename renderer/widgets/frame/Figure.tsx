import { useCallback, useMemo, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Backend, Schema } from '../../compute/index.ts'
import { FoldedTable } from './DataTable.tsx'
import { DraftsContext, useDrafts } from './drafts.ts'
import { Fields, isQuestion } from './Fields.tsx'
import { Frame } from './Frame.tsx'
import { Leaving } from './Leaving.tsx'
import { isUnderWay, type Shown, type Values, type WidgetModel } from './model.ts'
import { useReplaced } from './replacing.ts'
import { startedFrom, useStarted } from './started.ts'
import { exampleOf, defaultsOf, stateFrom, type WidgetState } from './state-text.ts'
import { useRuns } from './use-runs.ts'
import { useTimeline } from './use-timeline.ts'
import { Certificate, FormulaLine, Summary } from './wording.tsx'
import { useWords } from './words.ts'

/** What a picture is drawn from, and how it changes what is set. */
export interface Picture<F extends Schema> extends Shown<F> {
  readonly set: (part: Partial<Values<F>>) => void
  /** Shows another step of the timeline. */
  readonly show: (k: number) => void
  /** Starts what an ask holds back under this key. */
  readonly start: (key: string) => void
}

interface Props<F extends Schema> {
  readonly model: WidgetModel<F>
  readonly state: string | undefined
  /** The picture. It is called while the last answer is still shown: a run may be missing or belong to older settings. */
  readonly children: (picture: Picture<F>) => ReactNode
}

/** A widget from its model and its picture: everything that all widgets share is drawn here. */
export function Figure<const F extends Schema>({ model, state: text, children }: Props<F>) {
  const words = useWords()
  const [state, setState] = useState(() => stateFrom(model, text))
  // An example, or what one begins with; not what was turned by hand.
  const [isWhole, setWhole] = useState(true)
  const { values, backend } = state
  const [started, start] = useStarted()
  const asks = useMemo(() => startedFrom(model.asks(values), started), [model, values, started])
  const runs = useRuns(asks, backend)
  const replaced = useReplaced(isWhole, values, runs)
  const longest = Math.max(0, ...Object.values(runs).map(run => (run?.steps.length ?? 1) - 1))
  const last = model.last ? model.last({ values, runs }) : longest
  const timeline = useTimeline(last)
  const { k, show, playing } = timeline
  // While it plays all this is drawn anew at every frame: what only the settings decide keeps its identity.
  const shown = useMemo<Shown<F>>(() => ({ values, runs, k, last }), [values, runs, k, last])
  const set = useCallback((part: Partial<Values<F>>) => {
    setWhole(false)
    setState(before => ({ ...before, values: { ...before.values, ...part } }))
  }, [])
  const onBackend = useCallback((next: Backend) => setState(before => ({ ...before, backend: next })), [])
  const { hold, drop } = useDrafts()
  // Whoever goes elsewhere at once leaves what stood refused in a box behind.
  const goTo = useCallback(
    (next: (before: WidgetState<F>) => WidgetState<F>) => {
      setWhole(true)
      setState(next)
      drop?.()
    },
    [drop],
  )
  const onExample = useCallback((next: Values<F>) => goTo(before => ({ ...before, values: next })), [goTo])
  const picture = useRef<HTMLDivElement>(null)
  const plain = model as unknown as WidgetModel
  const [question, settings] = useMemo(() => fieldsOf(plain), [plain])
  const change = set as (part: Readonly<Record<string, unknown>>) => void
  return (
    <DraftsContext value={hold}>
      <Frame
        title={words(model.title)}
        engine={Object.values(runs).find(run => run?.report)?.report}
        backend={backend}
        onBackend={onBackend}
        timeline={timeline}
        replaced={replaced}
        isWaiting={Object.keys(asks).some(name => isUnderWay(runs[name]))}
        said={<Summary model={plain} shown={shown} moving={playing} />}
        actions={
          <Leaving
            model={model}
            text={text}
            state={state}
            hasDraft={drop !== undefined}
            onState={next => goTo(() => next)}
            {...{ asks, shown, picture }}
          />
        }
        controls={
          settings.length > 0 && (
            <div className="settings">
              <Fields model={plain} values={values} names={settings} onChange={change} />
            </div>
          )
        }
        certificate={<Certificate model={plain} asks={asks} shown={shown} />}
        numbers={<FoldedTable table={() => model.table(shown)} />}
        question={
          <Question model={model} values={values} onExample={onExample}>
            <Fields model={plain} values={values} names={question} onChange={change} />
            <FormulaLine model={plain} shown={shown} />
          </Question>
        }
      >
        <div ref={picture} className="pictures">
          {children({ ...shown, set, show, start })}
        </div>
      </Frame>
    </DraftsContext>
  )
}

/** The fields that stand above the picture, and those under it. */
function fieldsOf({ fields, drawn = [] }: WidgetModel): [above: string[], below: string[]] {
  const names = Object.keys(fields).filter(name => !drawn.includes(name))
  return [names.filter(name => isQuestion(fields[name]!)), names.filter(name => !isQuestion(fields[name]!))]
}

/** A widget's view from its model and the component that draws its picture. */
export function figureOf<const F extends Schema>(
  model: WidgetModel<F>,
  Scene: ComponentType<Picture<F>>,
): ComponentType<{ state?: string | undefined }> {
  return ({ state }) => (
    <Figure model={model} state={state}>
      {picture => <Scene {...picture} />}
    </Figure>
  )
}

/** The typed functions, and the examples to begin with. */
function Question<F extends Schema>({
  model,
  values,
  onExample,
  children,
}: {
  model: WidgetModel<F>
  values: Values<F>
  onExample: (values: Values<F>) => void
  children: ReactNode
}) {
  const { t } = useTranslation('widgets')
  const words = useWords()
  const chosen = useMemo(() => exampleOf(model, values), [model, values])
  return (
    <div className="question">
      <div className="expressions">{children}</div>
      <select
        value={chosen}
        aria-label={t('examples')}
        onChange={({ currentTarget }) =>
          onExample({ ...defaultsOf(model), ...model.examples[Number(currentTarget.value)]?.values } as Values<F>)
        }
      >
        <option value={-1} disabled hidden={chosen >= 0}>
          {t('own')}
        </option>
        {model.examples.map(({ title }, i) => (
          <option key={i} value={i}>
            {words(title)}
          </option>
        ))}
      </select>
    </div>
  )
}
