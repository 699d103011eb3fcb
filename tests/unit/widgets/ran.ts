import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { runSolver, type Report, type Schema, type Step } from '../../../renderer/compute/index.ts'
import type { Run, Shown, Values, WidgetModel } from '../../../renderer/widgets/frame/model.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'

/** Runs everything that these settings ask for, as the window does. */
export async function ranFrom<F extends Schema>(model: WidgetModel<F>, values: Values<F>): Promise<Shown<F>> {
  const runs: Record<string, Run> = {}
  for (const [name, { solver, problem, seed = 0, precision = 'f64' }] of Object.entries(model.asks(values))) {
    // As it crosses to the worker.
    const run = runSolver(solver, structuredClone(problem), { seed, precision, backend: 'cpu' })
    const steps: Step[] = []
    for (;;) {
      const { done, value } = await run.next()
      if (done) {
        runs[name] = { steps, report: value as Report }
        break
      }
      if (!(value as Step).minor) steps.push(value as Step)
    }
  }
  const longest = Math.max(0, ...Object.values(runs).map(({ steps }) => steps.length - 1))
  const last = model.last ? model.last({ values, runs }) : longest
  return { values, runs, k: last, last }
}

/** An example's settings, whole. */
export const settings = <F extends Schema>(model: WidgetModel<F>, i: number): Values<F> =>
  Object.assign({ ...defaultsOf(model) }, model.examples[i]?.values)

/** A Python with NumPy and SciPy, where this machine has one. */
export const python =
  spawnSync('/usr/bin/python3', ['-c', 'import numpy, scipy']).status === 0 ? '/usr/bin/python3' : undefined

/** What a script prints. */
export async function said(script: string): Promise<string> {
  const { stdout } = await promisify(execFile)(python!, ['-W', 'ignore', '-c', script])
  return stdout.trim()
}

/** The numbers that a script prints behind a word, on one line, at its first place. */
export function numbersAfter(text: string, word: string): number[] {
  const line = text.split('\n').find(each => each.includes(word)) ?? ''
  const after = line.slice(line.indexOf(word) + word.length)
  return (after.match(/-?\d+(\.\d*)?(e[-+]?\d+)?/g) ?? []).map(Number)
}
