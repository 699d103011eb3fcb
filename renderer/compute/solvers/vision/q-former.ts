import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyQueries } from '../../verify/queries.ts'
import { countField, rowsFrom, temperature } from '../fields.ts'
import { Graph, tensor, type Tensor, type Weight } from '../networks/graph.ts'
import { meanSquare } from '../networks/losses.ts'
import { scaled, softmaxRows, times, timesTransposed } from '../networks/operations.ts'
import { optimiserFields } from '../networks/optimiser.ts'
import { lessonIterate, Training } from '../networks/training.ts'
import { imageField, patchesOf, patchIssues, ring } from './pictures.ts'

const schema = {
  image: imageField('Image, rows of grey levels', '图像（灰度值矩阵）', ring),
  patch: { ...countField('Side of a patch', '块的边长', 4, 1, 64, 16), symbol: 'P' },
  queries: { ...countField('Learned queries', '可学习查询数', 4, 1, 64, 16), symbol: 'M' },
  temperature: { ...temperature, default: 0.2 },
  ...optimiserFields,
  lr: { ...optimiserFields.lr, default: 0.05 },
  steps: { ...countField('Steps', '训练步数', 300, 1, 1_000_000, 2_000), alias: 'iterations' },
} as const
type Given = Problem<typeof schema>

const mostWork = 5e5

class Former {
  private readonly given: Given
  private readonly features: Tensor
  private readonly queries: Weight
  private readonly attention: Tensor
  private readonly tokens: Tensor
  private readonly training: Training
  private readonly graph = new Graph()
  private readonly rebuilt: Tensor

  constructor(given: Given, seed: number) {
    this.given = given
    const patches = patchesOf(given.image, given.patch)
    const [n, d] = [patches.length, patches[0]!.length]
    this.features = tensor(n, d)
    // Features around their mean, at the size of one: queries then look at what differs.
    const mean = patches[0]!.map((_, c) => patches.reduce((sum, row) => sum + row[c]! / n, 0))
    const centred = patches.flatMap(row => row.map((value, c) => value - mean[c]!))
    const size = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / n) || 1
    this.features.data.set(centred.map(value => value / size))
    const random = new Stream(seed)
    const { graph } = this
    this.queries = graph.weight('queries', given.queries, d, data => {
      for (let at = 0; at < data.length; at++) data[at] = random.normal() / Math.sqrt(d)
    })
    const scores = scaled(graph, timesTransposed(graph, this.queries, this.features), 1 / given.temperature)
    this.attention = softmaxRows(graph, scores)
    this.tokens = times(graph, this.attention, this.features)
    const back = softmaxRows(
      graph,
      scaled(graph, timesTransposed(graph, this.features, this.tokens), 1 / given.temperature),
    )
    this.rebuilt = times(graph, back, this.tokens)
    const loss = meanSquare(graph, this.rebuilt, this.features.data, new Float64Array(n).fill(1 / n))
    this.training = new Training(graph, loss, given)
  }

  *steps(): Generator<Iterate<(number | null)[][]>, Status> {
    for (let k = 0; k < this.given.steps; k++) {
      // The image is no weight: its slopes are not cleared by the graph.
      this.features.slope.fill(0)
      const lesson = this.training.step(k, this.given.steps)
      yield lessonIterate(k, lesson, rowsFrom(this.attention.data, this.attention.columns))
      if (!Number.isFinite(lesson.loss)) return 'diverged'
    }
    return 'converged'
  }

  answer() {
    const loss = this.training.look()
    const n = this.features.rows
    return {
      result: {
        loss: Number.isFinite(loss) ? loss : null,
        queries: rowsFrom(this.queries.data, this.queries.columns),
        attention: rowsFrom(this.attention.data, n),
        tokens: rowsFrom(this.tokens.data, this.tokens.columns),
        grid: [this.given.image.length / this.given.patch, this.given.image[0]!.length / this.given.patch],
        losses: this.training.losses.filter(Number.isFinite),
      },
      certificate: certifyQueries(
        { features: this.features.data, n, temperature: this.given.temperature },
        this.queries.data,
        this.attention.data,
        { loss, slope: this.queries.slope },
      ),
    }
  }
}

/**
 * A few learned queries look at all patches and keep what they see (the cross-attention of BLIP-2's Q-Former; Li and
 * others 2023): they learn so that the image can be rebuilt from their few tokens.
 */
export const qFormer = defineStepwise({
  id: 'q-former',
  title: { en: 'Learned queries (Q-Former)', 'zh-CN': '可学习查询（Q-Former）' },
  schema,
  check({ image, patch, queries }) {
    const issues = patchIssues('image', image, patch)
    const work = issues.length ? 0 : image.length * image[0]!.length * queries
    return issues.length || work <= mostWork ? issues : mismatch('queries', 'image', `h w M ≤ ${mostWork}`, work)
  },
  begin(problem, seed) {
    const former = new Former(problem, seed)
    return { steps: former.steps(), answer: () => former.answer() }
  },
})
