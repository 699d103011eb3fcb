import { kMeansCpu, type KMeansOutput } from '../../kernels/k-means/cpu.ts'
import { kMeans as nearestCentres } from '../../kernels/k-means/index.ts'
import { onGpu, type Algorithm } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyClusters } from '../../verify/clusters.ts'
import { standardised } from './moments.ts'
import { columnsOf, count, inputs, tableIssues } from './table.ts'

const schema = {
  X: inputs,
  K: count('Clusters', '聚类数', 'K', 3, 1, 100),
  starts: count('Starts', '初始化次数', 'n', 10, 1, 200),
  standardise: { kind: 'flag', label: { en: 'Bring features to one scale first', 'zh-CN': '先标准化' }, default: true },
} as const

/**
 * Rows drawn to the nearest of K centres, centres to the mean of their rows, in turn (Lloyd, 1982), from several starts
 * far apart. Clusters that a GPU has found in float32 are gone over in float64 until they stand.
 */
export const kMeans = defineStepwise({
  id: 'k-means',
  title: { en: 'k-means', 'zh-CN': 'k 均值聚类' },
  schema,
  engines: ['cpu', 'gpu'],
  check({ X, K }) {
    const issues = tableIssues(X)
    const distinct = new Set(X.map(row => row.join())).size
    return issues.length || distinct >= K ? issues : mismatch('K', 'X', `≤ ${distinct}`, K)
  },
  begin({ X, K, starts, standardise }, seed) {
    const columns = columnsOf(X)
    const d = columns.length
    const flat = standardise ? standardised(columns) : Float64Array.from(X.flat())
    const search = new Lloyd(flat, d, K, new Stream(seed))
    return {
      steps: search.run(starts),
      answer() {
        const { best } = search
        if (!best) return undefined
        return {
          result: {
            inertia: best.inertia,
            labels: Array.from(best.labels),
            centres: best.centres.map(c => Array.from(c)),
          },
          certificate: certifyClusters(flat, d, best.labels, best.centres, best.inertia),
        }
      },
    }
  },
})

interface Clusters {
  readonly inertia: number
  readonly labels: Uint32Array
  readonly centres: readonly Float64Array[]
}

const mostRounds = 300

class Lloyd {
  private readonly flat: Float64Array
  private readonly d: number
  private readonly K: number
  private readonly stream: Stream
  best: Clusters | undefined
  private k = 0

  constructor(flat: Float64Array, d: number, K: number, stream: Stream) {
    this.flat = flat
    this.d = d
    this.K = K
    this.stream = stream
  }

  *run(starts: number): Algorithm<readonly number[], Status> {
    for (let start = 0; start < starts; start++) {
      let rough = true
      let centres = this.farApart()
      let found: Clusters | undefined
      for (let round = 0; round < mostRounds; round++) {
        const single: KMeansOutput | undefined = rough ? yield* onGpu(nearestCentres, this.inputOf(centres)) : undefined
        rough = single !== undefined
        const next = single ? clustersFrom(single, centres) : this.exact(centres)
        const same = found !== undefined && next.labels.every((label, i) => label === found!.labels[i])
        found = next
        if (same && !rough) break
        if (same) rough = false
        this.k++
        const metrics = { inertia: found.inertia, best: Math.min(found.inertia, this.best?.inertia ?? Infinity), start }
        yield { k: this.k, state: centres.flatMap(centre => Array.from(centre)), metrics, minor: round > 0 }
        centres = this.means(found)
      }
      if (rough) found = this.exact(centres)
      if (found && (!this.best || found.inertia < this.best.inertia)) this.best = found
    }
    return 'converged'
  }

  private inputOf = (centres: readonly Float64Array[]) => ({
    dimension: this.d,
    points: this.flat,
    centres: Float64Array.from(centres.flatMap(centre => Array.from(centre))),
  })

  private exact = (centres: readonly Float64Array[]) => clustersFrom(kMeansCpu(this.inputOf(centres)), centres)

  private square(i: number, centre: Float64Array): number {
    let sum = 0
    for (let j = 0; j < this.d; j++) sum += (this.flat[i * this.d + j]! - centre[j]!) ** 2
    return sum
  }

  private row = (i: number) => this.flat.slice(i * this.d, (i + 1) * this.d)

  /** Each further centre on a row drawn by its squared distance to those before (Arthur and Vassilvitskii, 2007). */
  private farApart(): Float64Array[] {
    const n = this.flat.length / this.d
    const centres = [this.row(this.stream.below(n))]
    const away = Float64Array.from({ length: n }, (_, i) => this.square(i, centres[0]!))
    while (centres.length < this.K) {
      let left = this.stream.uniform() * away.reduce((a, b) => a + b, 0)
      let chosen = away.findIndex(square => (left -= square) < 0 && square > 0)
      if (chosen < 0) chosen = away.indexOf(Math.max(...away))
      const centre = this.row(chosen)
      centres.push(centre)
      away.forEach((square, i) => (away[i] = Math.min(square, this.square(i, centre))))
    }
    return centres
  }

  /** A centre that lost all its rows stays where it is. */
  private means({ labels, centres }: Clusters): Float64Array[] {
    const sums = centres.map(() => new Float64Array(this.d))
    const counts = new Float64Array(centres.length)
    labels.forEach((c, i) => {
      counts[c]!++
      for (let j = 0; j < this.d; j++) sums[c]![j]! += this.flat[i * this.d + j]!
    })
    return sums.map((sum, c) => (counts[c] ? sum.map(value => value / counts[c]!) : centres[c]!))
  }
}

function clustersFrom({ nearest, squares }: KMeansOutput, centres: readonly Float64Array[]): Clusters {
  let inertia = 0
  for (const square of squares) inertia += square
  return { inertia, labels: nearest, centres }
}
