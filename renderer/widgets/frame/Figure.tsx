import { useCallback, useContext, useMemo, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schema } from '../../compute/index.ts'
import { Formula } from '../../ui/Formula.tsx'
import { Actions } from './Actions.tsx'
import { CertificateLines } from './CertificateLines.tsx'
import { FoldedTable } from './DataTable.tsx'
import { Fields, isQuestion } from './Fields.tsx'
import { Frame } from './Frame.tsx'
import { HolderContext, type WidgetWork } from './holder.ts'
import { startedFrom, useStarted } from './started.ts'
import type { Ask, Runs, Shown, Values, WidgetModel } from './model.ts'
import { exampleOf, defaultsOf, stateFrom, textFrom } from './state-text.ts'
import { useRuns } from './use-runs.ts'
import { useTimeline } from './use-timeline.ts'
import { texIn, useWords } from './words.ts'

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
  const { t, i18n } = useTranslation('widgets')
  const words = useWords()
  const [state, setState] = useState(() => stateFrom(model, text))
  const { values, backend } = state
  const [started, start] = useStarted()
  const asks = useMemo(() => startedFrom(model.asks(values), started), [model, values, started])
  const runs = useRuns(asks, backend)
  const longest = Math.max(0, ...Object.values(runs).map(run => (run?.steps.length ?? 1) - 1))
  const last = model.last ? model.last({ values, runs }) : longest
  const timeline = useTimeline(last)
  const shown: Shown<F> = { values, runs, k: timeline.k, last }
  // While it plays all this is drawn anew at every frame: what only the settings decide keeps its identity.
  const set = useCallback(
    (part: Partial<Values<F>>) => setState(before => ({ ...before, values: { ...before.values, ...part } })),
    [],
  )
  const stateText = useMemo(() => textFrom(model, state), [model, state])
  const { origin = text } = useContext(HolderContext)
  const first = useMemo(() => stateFrom(model, origin), [model, origin])
  const isChanged = useMemo(() => textFrom(model, first) !== stateText, [model, first, stateText])
  const picture = useRef<HTMLDivElement>(null)
  const work = useMemo(() => workFrom(asks, runs), [asks, runs])
  const plain = model as unknown as WidgetModel
  const [question, settings] = useMemo(() => {
    const names = Object.keys(model.fields).filter(name => !model.drawn?.includes(name))
    return [
      names.filter(name => isQuestion(model.fields[name]!)),
      names.filter(name => !isQuestion(model.fields[name]!)),
    ]
  }, [model])
  const claims = model.certificate(shown)
  const checks = claims.filter(({ holds }) => holds !== undefined)
  const checked = t('checks.held', { all: checks.length, held: checks.filter(({ holds }) => holds).length })
  const change = set as (part: Readonly<Record<string, unknown>>) => void
  return (
    <Frame
      title={words(model.title)}
      engine={Object.values(runs).find(run => run?.report)?.report}
      backend={backend}
      onBackend={next => setState({ ...state, backend: next })}
      timeline={timeline}
      summary={`${words(model.summary(shown))} ${checked}`}
      actions={
        <Actions
          name={model.name}
          state={stateText}
          reset={isChanged ? () => setState(first) : undefined}
          picture={picture}
          table={() => model.table(shown)}
          python={() => model.python(shown)}
          work={work}
        />
      }
      controls={
        settings.length > 0 && (
          <div className="settings">
            <Fields model={plain} values={values} names={settings} onChange={change} />
          </div>
        )
      }
      certificate={<CertificateLines asks={asks} runs={runs} claims={claims} />}
      below={<FoldedTable table={() => model.table(shown)} />}
      question={
        <Question model={model} values={values} onExample={next => setState({ ...state, values: next })}>
          <Fields model={plain} values={values} names={question} onChange={change} />
          <div className="formula-line" tabIndex={0} role="group" aria-label={t('formula')}>
            <Formula tex={texIn(i18n.language, model.formula(shown))} display />
          </div>
        </Question>
      }
    >
      <div ref={picture} className="pictures">
        {children({ ...shown, set, show: timeline.show, start })}
      </div>
    </Frame>
  )
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

/** The finished runs; none while one of them is under way. */
function workFrom(asks: Readonly<Record<string, Ask>>, runs: Runs): WidgetWork[] {
  const work = Object.entries(asks).flatMap(([name, { solver, problem, seed = 0 }]) => {
    const report = runs[name]?.report
    return report ? [{ solver, problem, seed, report }] : []
  })
  return work.length === Object.keys(asks).length ? work : []
}
