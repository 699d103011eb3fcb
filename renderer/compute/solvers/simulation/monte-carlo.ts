import type { Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { exactAnswers, exactSpread, topOf, type Experiment, type Setting } from '../../verify/chances.ts'
import { certifyEstimate, normalInterval, reachOf, wilsonInterval } from '../../verify/estimate.ts'
import { trials } from './experiments.ts'
import { Tally } from './tally.ts'

const whole = { kind: 'number', scale: 'log', whole: true } as const
export const sampling = {
  n: {
    ...whole,
    label: { en: 'Samples', 'zh-CN': '样本数' },
    symbol: 'n',
    default: 10_000,
    min: 1,
    max: 1e8,
    slider: [100, 1e6],
  },
  level: {
    kind: 'number',
    label: { en: 'Level of the interval', 'zh-CN': '置信水平' },
    default: 0.95,
    min: 0.5,
    max: 0.9999,
    slider: [0.8, 0.99],
    scale: 'linear',
  },
} as const
const schema = {
  experiment: {
    kind: 'choice',
    label: { en: 'Experiment', 'zh-CN': '实验' },
    default: 'pi',
    options: Object.keys(exactAnswers),
  },
  ...sampling,
  size: {
    ...whole,
    scale: 'linear',
    label: {
      en: 'Size: people, doors, coupons, purse (0: its own)',
      'zh-CN': '规模：人数、门数、券数、本金（0：默认）',
    },
    default: 0,
    min: 0,
    max: 1e6,
    slider: [0, 100],
  },
  goal: {
    ...whole,
    scale: 'linear',
    label: {
      en: 'Goal: fortune to reach, applicants to let pass (0: its own)',
      'zh-CN': '目标：要达到的财富、放过的人数（0：默认）',
    },
    default: 0,
    min: 0,
    max: 1e6,
    slider: [0, 200],
  },
  p: {
    kind: 'number',
    label: { en: 'Chance of a win, or needle over gap', 'zh-CN': '获胜概率，或针长与间距之比' },
    symbol: 'p',
    default: 0.5,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  },
} as const
type Given = Problem<typeof schema>

/** Random numbers drawn between two signs of life; pictures of the estimate in one run. */
const drawsAtOnce = 8_192
export const pictures = 300

/** Estimates a chance or a mean by trying, with an interval, beside the exact answer (Metropolis and Ulam 1949). */
export const monteCarlo = defineStepwise({
  id: 'monte-carlo',
  title: { en: 'Monte Carlo experiments', 'zh-CN': '蒙特卡洛实验' },
  schema,
  check: problem => settingIssues(problem),
  begin(problem, seed) {
    const tally = new Tally()
    const setting = settingOf(problem)
    const experiment = problem.experiment as Experiment
    const exact = exactAnswers[experiment](setting)
    return {
      steps: sample(problem, setting, tally, new Stream(seed)),
      answer() {
        if (!tally.n) return undefined
        const interval = intervalOf(problem, tally, reachOf(problem.level))
        const { mean, n, squares } = tally
        const standard_error = Math.sqrt(squares / Math.max(1, n - 1) / n)
        const spread = exactSpread(experiment, setting)
        return {
          result: { estimate: mean, interval, standard_error, exact, samples: n },
          certificate: certifyEstimate(tally, exact, interval, { spread, jump: topOf(experiment) ?? exact }),
        }
      },
    }
  },
})

function intervalOf(problem: Given, tally: Tally, z: number) {
  const top = topOf(problem.experiment as Experiment)
  if (!top) return normalInterval(tally, z)
  const [from, to] = wilsonInterval({ n: tally.n, mean: tally.mean / top }, z)
  return [top * from, top * to] as const
}

function settingOf({ experiment, size, goal, p }: Given): Setting {
  const trial = trials[experiment as Experiment]
  const own = size || trial.size
  return { size: own, goal: goal || (trial.goal?.(own) ?? 0), p }
}

function settingIssues(problem: Given): Issue[] {
  const { size, goal } = settingOf(problem)
  const trial = trials[problem.experiment as Experiment]
  if (size > trial.most) return mismatch('size', 'experiment', `≤ ${trial.most}`, size)
  if (problem.experiment === 'gamblers-ruin' && (goal <= size || goal > 2 * trial.most))
    return mismatch('goal', 'size', `${size + 1} … ${2 * trial.most}`, goal)
  return problem.experiment === 'secretary' && goal >= size ? mismatch('goal', 'size', `< ${size}`, goal) : []
}

function* sample(problem: Given, setting: Setting, tally: Tally, random: Stream): Generator<Iterate<number>, Status> {
  const { draw, cost } = trials[problem.experiment as Experiment]
  const stride = Math.ceil(problem.n / pictures)
  const z = reachOf(problem.level)
  const atOnce = Math.max(1, Math.floor(drawsAtOnce / cost(setting)))
  while (tally.n < problem.n) {
    tally.add(draw(random, setting))
    const shown = tally.n % stride === 0 || tally.n === problem.n
    if (!shown && tally.n % atOnce !== 0) continue
    const [low, high] = intervalOf(problem, tally, z)
    // One step a picture: the budget counts steps of the picture, not samples.
    yield {
      k: Math.ceil(tally.n / stride),
      state: tally.mean,
      metrics: { n: tally.n, estimate: tally.mean, low, high },
      minor: !shown,
    }
  }
  return 'optimal'
}
