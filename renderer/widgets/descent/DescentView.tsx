import { memo, useContext, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { solvers } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { Contours } from '../../plot/Contours.tsx'
import { Curves } from '../../plot/Curves.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Trajectory } from '../../plot/Trajectory.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Actions } from '../frame/Actions.tsx'
import { FoldedTable } from '../frame/DataTable.tsx'
import { DraftsContext, useDrafts } from '../frame/drafts.ts'
import { HolderContext, type WidgetWork } from '../frame/holder.ts'
import { Frame } from '../frame/Frame.tsx'
import { NumberInput } from '../frame/NumberInput.tsx'
import { Said } from '../frame/Said.tsx'
import { useTimeline } from '../frame/use-timeline.ts'
import { useWords } from '../frame/words.ts'
import { Certificates } from './Certificates.tsx'
import { FunctionInput } from './FunctionInput.tsx'
import { scriptFrom, tableFrom } from './leaving.ts'
import { Methods } from './Methods.tsx'
import { raceOf } from './methods.ts'
import * as model from './model.ts'
import { useDescents, useField, type Runs } from './use-descents.ts'
import './descent.css'

const levels = 15
/** Enough digits to place a start anywhere, few enough to read. */
const rounded = (coordinate: number) => Number(coordinate.toPrecision(4))

export function DescentView({ state: text }: { state?: string | undefined }) {
  const { t } = useTranslation('widgets')
  const [state, setState] = useState(() => model.stateFrom(text))
  const valid = model.parsedFrom(state.f).ok
  const { runs, failure } = useDescents(state, valid)
  const { origin = text } = useContext(HolderContext)
  const [first] = useState(() => model.stateFrom(origin))
  const stateText = model.textFrom(state)
  const work = useMemo(() => workFrom(state, runs), [state, runs])
  const { hold, drop } = useDrafts()
  const goTo = (next: model.DescentState) => {
    setState(next)
    drop?.()
  }
  const sampled = useField(state, valid)
  const timeline = useTimeline(Math.max(0, ...runs.map(run => (run?.points.length ?? 1) - 1)))
  const words = useWords()
  const places = runs.flatMap(run => (run ? [`${words(solvers[run.id].title)} ${placeText(run, timeline.k)}`] : []))
  const [x, y] = state.start
  const summary = `${t('descent.picture', { f: state.f, x, y })} · ${places.join(' · ')}`
  const picture = useRef<HTMLDivElement>(null)
  const engine = runs.find(run => run?.report)?.report ?? sampled?.engine
  return (
    <DraftsContext value={hold}>
      <Frame
        title={t('descent.title')}
        engine={engine}
        backend={state.backend}
        onBackend={backend => setState({ ...state, backend })}
        timeline={timeline}
        isWaiting={!failure && work.length === 0}
        said={<Said text={summary} moving={timeline.playing} />}
        actions={
          <Actions
            name="descent"
            state={stateText}
            reset={model.textFrom(first) === stateText && !drop ? undefined : () => goTo(first)}
            picture={picture}
            pictureName={() => ({ title: t('descent.title'), summary })}
            table={() => tableFrom(runs)}
            python={() => scriptFrom(state)}
            work={work}
          />
        }
        numbers={<FoldedTable table={() => tableFrom(runs)} />}
        controls={<Methods state={state} onChange={setState} />}
        certificate={
          <>
            <Certificates state={state} runs={runs} />
            {failure && <p className="reason">{t('failed', { message: failure })}</p>}
          </>
        }
        question={<FunctionInput state={state} onChange={setState} onExample={goTo} />}
      >
        <div ref={picture} className="descent">
          <Picture state={state} runs={runs} field={sampled?.field} k={timeline.k} onChange={setState} />
          <div className="beside">
            <Convergence state={state} runs={runs} k={timeline.k} last={timeline.last} />
            <Place state={state} onChange={setState} />
          </div>
        </div>
      </Frame>
    </DraftsContext>
  )
}

/** What f is where a method stands at step `k`. */
const placeText = ({ values }: { values: readonly number[] }, k: number) =>
  `f = ${numberText(values[Math.min(k, values.length - 1)] ?? Number.NaN, 4)}`

/** The finished runs; none while one of them is under way. */
function workFrom(state: model.DescentState, runs: Runs): WidgetWork[] {
  const race = raceOf(state.methods)
  const wanted = race.filter(id => state.methods[id]?.on)
  const work = wanted.flatMap(solver => {
    const report = runs[race.indexOf(solver)]?.report
    return report ? [{ solver, problem: model.problemFrom(state, solver), seed: 0, report }] : []
  })
  return work.length === wanted.length ? work : []
}

interface Part {
  readonly state: model.DescentState
  readonly onChange: (state: model.DescentState) => void
}

/** The contours with every path up to step k; a pointer sets the start. */
function Picture({
  state,
  runs,
  field,
  k,
  onChange,
}: Part & { runs: Runs; field: Parameters<typeof Contours>[0]['field'] | undefined; k: number }) {
  const { t } = useTranslation('widgets')
  const { view } = state
  const [spans, setSpans] = useState({ view, ...model.spansFrom(view) })
  if (spans.view !== view) setSpans({ view, ...model.spansFrom(view) })
  const zoom = (factor: number) => onChange({ ...state, view: { ...view, height: view.height * factor } })
  const fit = () =>
    onChange({ ...state, view: model.viewAround([state.start, ...runs.flatMap(run => run?.points ?? [])], view) })
  return (
    <div className="picture">
      <Plane
        aspect={model.aspect}
        x={spans.x}
        y={spans.y}
        label={t('descent.picture', { f: state.f, x: state.start[0], y: state.start[1] })}
        onPoint={(x, y) => onChange({ ...state, start: [rounded(x), rounded(y)] })}
      >
        {frame => (
          <>
            {field && <Contours field={field} frame={frame} levels={levels} />}
            {runs.map(
              (run, series) =>
                run && <Trajectory key={series} points={run.points} k={k} series={series} frame={frame} />,
            )}
            <circle className="handle" cx={frame.x(state.start[0])} cy={frame.y(state.start[1])} r="7" />
            <circle className="grip" cx={frame.x(state.start[0])} cy={frame.y(state.start[1])} r="14" />
          </>
        )}
      </Plane>
      <div className="zoom">
        <IconButton icon="plus" label={t('descent.closer')} side="left" onClick={() => zoom(0.7)} />
        <IconButton icon="minus" label={t('descent.farther')} side="left" onClick={() => zoom(1 / 0.7)} />
        <IconButton icon="fit" label={t('descent.fit')} side="left" onClick={fit} />
      </div>
    </div>
  )
}

function Convergence({ state, runs, k, last }: { state: model.DescentState; runs: Runs; k: number; last: number }) {
  const { t } = useTranslation('widgets')
  const words = useWords()
  const { curves, shifted } = useMemo(() => {
    const heights = model.heightsFrom(runs.map(run => run?.values ?? []))
    return { curves: heights.values.map((values, series) => ({ series, values })), shifted: heights.shifted }
  }, [runs])
  const title = shifted ? 'f(xₖ) − min f' : 'f(xₖ)'
  const entries = raceOf(state.methods).flatMap((id, series) =>
    state.methods[id]?.on ? [{ series, text: words(solvers[id].title) }] : [],
  )
  return (
    <>
      <Curves curves={curves} k={k} steps={last} height={200} title={title} label={t('descent.curves')} />
      <Legend entries={entries} />
    </>
  )
}

/** Where the race starts and how long it is. */
const Place = memo(function Place({ state, onChange }: Part) {
  const { t } = useTranslation('widgets')
  const [x, y] = state.start
  const field = model.coordinateField
  return (
    <div className="place">
      <NumberInput
        field={field}
        slider={false}
        symbol="x_0"
        value={x}
        label={t('descent.startX')}
        onChange={value => onChange({ ...state, start: [value, y] })}
      />
      <NumberInput
        field={field}
        slider={false}
        symbol="y_0"
        value={y}
        label={t('descent.startY')}
        onChange={value => onChange({ ...state, start: [x, value] })}
      />
      <NumberInput field={model.stepsField} value={state.steps} onChange={steps => onChange({ ...state, steps })} />
    </div>
  )
})
