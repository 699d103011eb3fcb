import { expect, test } from 'vitest'
import { BadProblem, runSolver, type Report, type Step } from '../../../renderer/compute/index.ts'
import type { Ask, Run, Shown, WidgetModel } from '../../../renderer/widgets/frame/model.ts'
import { fits, largest } from '../../../renderer/widgets/frame/fitting.ts'
import { defaultsOf, stateFrom, textFrom } from '../../../renderer/widgets/frame/state-text.ts'

const modules = import.meta.glob<{ model?: WidgetModel }>('../../../renderer/widgets/*/model.ts', { eager: true })
/** The kernels measure this machine for seconds, whatever is set. */
const models = Object.values(modules).flatMap(({ model }) => (model && model.name !== 'kernels' ? model : []))

const [tiny, huge] = [5e-324, largest]
/** What a reader may leave in a field of each kind, or paste into it. */
const odd: Readonly<Record<string, readonly unknown[]>> = {
  vector: [[], [0], [1], [Number.NaN], [huge, -huge], [0, 0, 0], [tiny], [1, 2, 3, 4, 5]],
  matrix: [
    [],
    [[1]],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [huge, -huge],
      [huge, huge],
    ],
    [[1, 2], [3]],
    [[1, 2, 3]],
    [[1], [2]],
  ],
  matrices: [[], [[]], [[[1]]]],
  rationals: [[], [['1']], [[1, 2]]],
  table: [
    [],
    [[]],
    [['甲', '乙']],
    [
      ['甲', '乙'],
      [1, 2],
    ],
    [
      ['a, "b"', '乙'],
      [1, 2],
      [3, 4],
    ],
    [
      ['a', 'b'],
      ['x', 'y'],
      ['z', 'w'],
    ],
    [
      [null, null],
      [1, null],
    ],
    [[1], [2], [3]],
    [
      ['a', 'b', 'c'],
      [huge, -huge, 'x'],
      [-huge, huge, 'y'],
    ],
    [
      ['a', 'b', 'c'],
      [0, 0, 'x'],
      [0, 0, 'x'],
      [0, 0, 'x'],
    ],
  ],
  text: ['', ' ', '。', 'a', '中文，“引号”', '\n\n'],
  expression: ['', '1', '1/0', 'log(-1)', 'x^', '名', '1e308*x*1e308', 'x/0'],
  expressions: [[], [''], ['1/0'], ['x^']],
}

/** So long a run goes on here, ms: how it is shown while it goes on is looked at too. */
const enoughMs = 30

async function begun({ solver, problem, seed = 0, precision = 'f64' }: Ask): Promise<Run> {
  const steps: Step[] = []
  const until = performance.now() + enoughMs
  try {
    const run = runSolver(solver, structuredClone(problem), { seed, precision, backend: 'cpu' })
    while (performance.now() < until) {
      const { done, value } = await run.next()
      if (done) return { steps, report: value as Report }
      if (!(value as Step).minor) steps.push(value as Step)
    }
    return { steps }
  } catch (error) {
    // A refusal is an answer; anything else is a fault.
    if (error instanceof BadProblem) return { steps, issues: error.issues }
    throw error
  }
}

async function shownFrom(model: WidgetModel, values: Shown['values']): Promise<Shown> {
  const runs: Record<string, Run> = {}
  for (const [name, ask] of Object.entries(model.asks(values))) runs[name] = await begun(ask)
  const longest = Math.max(0, ...Object.values(runs).map(({ steps }) => steps.length - 1))
  const last = model.last ? model.last({ values, runs }) : longest
  return { values, runs, k: last, last }
}

test.each(models.map(model => [model.name, model] as const))(
  '%s bears whatever a field takes: it answers or refuses, and says no nonsense',
  async (_, model) => {
    for (const [name, field] of Object.entries(model.fields))
      for (const value of (odd[field.kind] ?? []).filter(each => fits(field, each))) {
        const where = `${name} = ${JSON.stringify(value)}`
        const values = { ...defaultsOf(model), [name]: value } as Shown['values']
        const state = { values, backend: 'cpu' as const }
        expect([where, stateFrom(model, textFrom(model, state))]).toEqual([where, state])
        const end = await shownFrom(model, values)
        for (const shown of [{ ...end, k: 0 }, end]) {
          const { columns, rows } = model.table(shown)
          expect([where, rows.filter(row => row.length !== columns.length)]).toEqual([where, []])
          const { en, 'zh-CN': zh } = model.summary(shown)
          const claims = model.certificate(shown)
          expect([where, claims.filter(claim => 'value' in claim && claim.value === null)]).toEqual([where, []])
          const written = [model.formula(shown), JSON.stringify(claims), model.python(shown)]
          expect(`${where}: ${en} ${zh}`).not.toMatch(/undefined|NaN|\[object/)
          expect(`${where}: ${written.join(' ')}`).not.toMatch(/undefined|\[object/)
        }
      }
  },
  60_000,
)
