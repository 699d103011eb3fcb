import { useEffect, useMemo, useState } from 'react'
import { solve } from '../../compute/client.ts'
import { BadProblem, type Backend, type Step } from '../../compute/index.ts'
import type { Ask, Run, Runs } from './model.ts'
import { inTurn } from '../../ui/turns.ts'

/** A run that takes longer is shown as it grows; a shorter one replaces the last at once, so that dragging does not flicker. */
const patienceMs = 150
/** While a run grows its picture is drawn anew no more often than this. */
const redrawMs = 100

/** Runs one ask; `show` is called with what there is so far. The returned function lets the run go. */
function begin(
  { solver, problem, seed = 0, precision = 'f64' }: Ask,
  backend: Backend,
  show: (run: Run) => void,
  wasRefused: boolean,
) {
  const began = performance.now()
  let shownAt = began + patienceMs - redrawMs
  let over = false
  let steps: Step[] = []
  const tell = (rest: Omit<Run, 'steps'>) => {
    if (!over) show({ steps: [...steps], ...rest })
  }
  const running = solve(solver, problem, { backend, precision, seed }, more => {
    // A worker that was replaced begins again.
    if (more[0]?.k === 0) steps = []
    for (const step of more) if (!step.minor) steps.push(step)
    const now = performance.now()
    if (now - shownAt < redrawMs) return
    shownAt = now
    tell({})
  })
  // A good answer stays until the next one; why the last question was refused is not said of this one.
  const impatience = wasRefused ? setTimeout(tell, patienceMs, {}) : undefined
  const end = (rest: Omit<Run, 'steps'>) => {
    clearTimeout(impatience)
    tell(rest)
  }
  running.result.then(
    report => end({ report }),
    (error: unknown) => {
      if (error instanceof BadProblem) end({ issues: error.issues })
      else if ((error as Error).name !== 'AbortError') end({ failure: String(error) })
    },
  )
  return () => {
    over = true
    clearTimeout(impatience)
    running.cancel()
  }
}

type Answers = Readonly<Record<string, Run>>

/** Gathers answers as they come; those of one turn are shown together. */
function gathering(show: (change: (before: Answers) => Answers) => void) {
  const waiting = new Map<string, Run>()
  const last = new Map<string, Run>()
  let takeBack = () => {}
  return {
    take(name: string, run: Run): void {
      waiting.set(name, run)
      last.set(name, run)
      if (waiting.size > 1) return
      takeBack = inTurn(() => {
        const answers = Object.fromEntries(waiting)
        waiting.clear()
        show(before => ({ ...before, ...answers }))
      })
    },
    /** Whether the last answer was why there is none. */
    isRefused: (name: string): boolean => Boolean(last.get(name)?.issues ?? last.get(name)?.failure),
    end(): void {
      takeBack()
      waiting.clear()
    },
  }
}

/** The asked runs, computed in the worker, each again when its own question changes; the last answer stays until then. */
export function useRuns(asks: Readonly<Record<string, Ask>>, backend: Backend): Runs {
  const [answers, setAnswers] = useState<Answers>({})
  // By their text: settings that come to the same questions ask nothing anew.
  const wanted = useMemo(
    () => JSON.stringify(Object.entries(asks).map(([name, ask]) => [name, JSON.stringify(ask)])),
    [asks],
  )
  const [live] = useState(() => new Map<string, { text: string; end: () => void }>())
  const [gathered] = useState(() => gathering(setAnswers))
  useEffect(() => {
    const questions = new Map(JSON.parse(wanted) as [string, string][])
    for (const [name, { text, end }] of live)
      if (questions.get(name) === undefined || `${backend} ${questions.get(name)}` !== text) {
        end()
        live.delete(name)
      }
    for (const [name, question] of questions) {
      if (live.has(name)) continue
      const show = (run: Run) => gathered.take(name, run)
      const end = begin(JSON.parse(question) as Ask, backend, show, gathered.isRefused(name))
      live.set(name, { text: `${backend} ${question}`, end })
    }
  }, [wanted, backend, live, gathered])
  useEffect(
    () => () => {
      for (const { end } of live.values()) end()
      live.clear()
      gathered.end()
    },
    [live, gathered],
  )
  // What is no longer asked is no longer shown.
  return useMemo(() => Object.fromEntries(Object.keys(asks).map(name => [name, answers[name]])), [asks, answers])
}
