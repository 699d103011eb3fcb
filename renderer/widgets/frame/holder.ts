import { createContext, useContext, useEffect } from 'react'
import type { Report, SolverId } from '../../compute/index.ts'

/** One solver's finished work in a widget. */
export interface WidgetWork {
  readonly solver: SolverId
  readonly problem: unknown
  readonly seed: number
  readonly report: Report
}

/** A run of a widget as it may be kept: all that is needed to do it again and to say whether it came out the same. */
export interface WidgetRun {
  readonly widget: string
  readonly state: string
  readonly work: readonly WidgetWork[]
}

/** What the place that a widget stands in does for it; a widget knows nothing else of where it stands. */
export interface Holder {
  /** Keeps a run; false where it was refused. Absent where there is nothing that it could be kept with. */
  readonly onKeep?: (run: WidgetRun) => Promise<boolean>
  /** The state to which a reset goes back; without, the one that it began with. */
  readonly origin?: string
  /** The widget was just asked for: it takes the focus when nothing else has it. */
  readonly takesFocus?: boolean
  /** Opens the widget as it is in a tab of its own. Absent where it stands in one. */
  readonly onOpen?: () => void
  /** Hears that the widget stands as a whole, with the answers of its first runs. */
  readonly onBuilt?: () => void
  /** Hears the state that the widget is in, each time that it changes. */
  readonly onState?: (state: string) => void
  /** The step that was shown when one left it; without, the last one. */
  readonly place?: number | undefined
  /** Hears which step is shown; `Infinity` for the last one, however far the run may grow. */
  readonly onPlace?: (place: number) => void
}

export const HolderContext = createContext<Holder>({})

/** The place that the widget stands in; it is told the widget's state. */
export function useHolder(state: string): Holder {
  const holder = useContext(HolderContext)
  const { onState } = holder
  useEffect(() => onState?.(state), [onState, state])
  return holder
}
