import { useContext, useMemo, type RefObject } from 'react'
import type { Schema } from '../../compute/index.ts'
import { Actions } from './Actions.tsx'
import { HolderContext, type WidgetWork } from './holder.ts'
import { lagging } from './lagging.ts'
import type { Ask, Runs, Shown, WidgetModel } from './model.ts'
import { stateFrom, textFrom, type WidgetState } from './state-text.ts'
import { useWords } from './words.ts'

interface Props {
  readonly model: WidgetModel
  /** The state that the widget began with. */
  readonly text: string | undefined
  readonly state: WidgetState
  /** Something stands refused in a box; a reset takes that away too. */
  readonly hasDraft: boolean
  readonly onState: (state: WidgetState) => void
  readonly asks: Readonly<Record<string, Ask>>
  readonly shown: Shown
  readonly picture: RefObject<HTMLElement | null>
}

/** What leaves a figure, with the state that it is in written out; many numbers take longer to write than to draw. */
const Written = lagging(({ model, text, state, hasDraft, onState, asks, shown, picture }: Props) => {
  const say = useWords()
  const { origin = text } = useContext(HolderContext)
  const stateText = useMemo(() => textFrom(model, state), [model, state])
  const first = useMemo(() => stateFrom(model, origin), [model, origin])
  const isChanged = useMemo(() => textFrom(model, first) !== stateText, [model, first, stateText])
  const work = useMemo(() => workFrom(asks, shown.runs), [asks, shown.runs])
  return (
    <Actions
      name={model.name}
      state={stateText}
      reset={isChanged || hasDraft ? () => onState(first) : undefined}
      picture={picture}
      pictureName={() => ({ title: say(model.title), summary: say(model.summary(shown)) })}
      table={() => model.table(shown)}
      python={() => model.python(shown)}
      work={work}
    />
  )
})

type PropsOf<F extends Schema> = Omit<Props, 'model' | 'state' | 'onState' | 'shown'> & {
  readonly model: WidgetModel<F>
  readonly state: WidgetState<F>
  readonly onState: (state: WidgetState<F>) => void
  readonly shown: Shown<F>
}

/** The same for a model whose fields are known. */
export const Leaving = <F extends Schema>(props: PropsOf<F>) => <Written {...(props as unknown as Props)} />

/** The finished runs; none while one of them is under way. */
function workFrom(asks: Readonly<Record<string, Ask>>, runs: Runs): WidgetWork[] {
  const work = Object.entries(asks).flatMap(([name, { solver, problem, seed = 0 }]) => {
    const report = runs[name]?.report
    return report ? [{ solver, problem, seed, report }] : []
  })
  return work.length === Object.keys(asks).length ? work : []
}
