import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { countField } from '../fields.ts'
import { countOf, layersFrom } from './layers.ts'
import { Network } from './network.ts'
import { pictureOf, type Picture } from './picture.ts'
import { networkFields, networkIssues, widthsOf } from './table-fields.ts'
import { lessonIterate } from './training.ts'

const schema = {
  ...networkFields,
  steps: { ...countField('Steps', '训练步数', 400, 1, 1_000_000, 2_000), alias: 'iterations' },
  weights: {
    kind: 'vector',
    label: { en: 'First weights of your own, flat; drawn when empty', 'zh-CN': '自定初始权重（展平）；留空则随机' },
    default: [],
    maxLength: 50_000,
    mayBeEmpty: true,
  },
} as const
type Given = Problem<typeof schema>

/** A look at the plane, with the weights that made it where they are few. */
type Look = Picture & { readonly weights?: readonly number[] }
const mostShown = 2_000

/** Steps between two looks at all the data. */
const between = 10

class Run {
  private readonly network: Network
  private readonly given: Given
  private readonly start: number[]
  private readonly curve: { k: number; loss: number; accuracy: number }[] = []

  constructor(given: Given, seed: number) {
    this.given = given
    this.network = new Network(given, seed)
    if (given.weights.length) this.network.layers.graph.take(given.weights)
    this.start = Array.from(this.network.layers.graph.flat())
  }

  *steps(): Generator<Iterate<Look | null>, Status> {
    const { steps } = this.given
    let score = this.look(0)
    for (let k = 0; k < steps; k++) {
      const lesson = this.network.learn(k, steps)
      const seen = k % between === between - 1 || k === steps - 1
      if (seen) score = this.look(k + 1)
      const state = seen || k === 0 ? this.picture() : null
      yield lessonIterate(k, lesson, state, { accuracy: score.accuracy, train: score.loss })
      if (!Number.isFinite(lesson.loss) || !Number.isFinite(lesson.gradientNorm)) return 'diverged'
    }
    return 'converged'
  }

  private picture(): Look | null {
    const picture = pictureOf(this.network)
    const { graph } = this.network.layers
    return picture && graph.count() <= mostShown ? { ...picture, weights: Array.from(graph.flat()) } : picture
  }

  private look(k: number) {
    const score = this.network.glance()
    this.curve.push({ k, ...score })
    return score
  }

  answer() {
    const { network } = this
    const { widths, graph } = network.layers
    const flat = graph.flat()
    const { mean, spread, classes } = network.cases
    const finite = (value: number) => (Number.isFinite(value) ? value : null)
    const { loss, accuracy } = network.score()
    return {
      result: {
        loss: finite(loss),
        accuracy: finite(accuracy),
        parameters: flat.length,
        // Flat, as `weights` takes them.
        start: this.start,
        layers: layersFrom(widths, flat),
        standardised: { mean: Array.from(mean), spread: Array.from(spread) },
        classes,
        curve: this.curve.filter(point => Number.isFinite(point.loss)),
        picture: pictureOf(network),
      },
      certificate: network.certify(),
    }
  }
}

/** A network of dense layers that learns own data by slopes computed backwards through it. */
export const mlp = defineStepwise({
  id: 'mlp',
  title: { en: 'Neural network', 'zh-CN': '神经网络（多层感知机）' },
  schema,
  check(problem) {
    const issues = networkIssues(problem)
    if (issues.length || !problem.weights.length) return issues
    const wanted = countOf(widthsOf(problem))
    return problem.weights.length === wanted
      ? []
      : mismatch('weights', 'hidden', wanted, problem.weights.length, 'weights')
  },
  begin(problem, seed) {
    const run = new Run(problem, seed)
    return { steps: run.steps(), answer: () => run.answer() }
  },
})
