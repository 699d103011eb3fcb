import type { Iterate } from '../../paced.ts'
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

/** Rows drawn to the nearest of K centres, centres to the mean of their rows, in turn (Lloyd, 1982), from several starts far apart. */
export const kMeans = defineStepwise({
  id: 'k-means',
  title: { en: 'k-means', 'zh-CN': 'k 均值聚类' },
  schema,
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
  readonly labels: Int32Array
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

  *run(starts: number): Generator<Iterate<readonly number[]>, Status> {
    for (let start = 0; start < starts; start++) {
      let centres = this.farApart()
      let found = this.drawn(centres)
      for (let round = 0; round < mostRounds; round++) {
        this.k++
        const metrics = { inertia: found.inertia, best: Math.min(found.inertia, this.best?.inertia ?? Infinity), start }
        yield { k: this.k, state: centres.flatMap(centre => Array.from(centre)), metrics, minor: round > 0 }
        centres = this.means(found)
        const next = this.drawn(centres)
        const same = next.labels.every((label, i) => label === found.labels[i])
        found = next
        if (same) break
      }
      if (!this.best || found.inertia < this.best.inertia) this.best = found
    }
    return 'converged'
  }

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

  private drawn(centres: readonly Float64Array[]): Clusters {
    const labels = new Int32Array(this.flat.length / this.d)
    let inertia = 0
    labels.forEach((_, i) => {
      let least = Infinity
      centres.forEach((centre, c) => {
        const square = this.square(i, centre)
        if (square < least) {
          least = square
          labels[i] = c
        }
      })
      inertia += least
    })
    return { inertia, labels, centres }
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
