import { singularValues, type Singular } from '../../linear-algebra/singular-values.ts'
import { told, type Iterate } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifySingular } from '../../verify/factors.ts'
import { whole } from './fields.ts'

type Rows = readonly (readonly number[])[]
const largestSide = 200

/** Singular value decomposition and the best approximation of rank k (Eckart and Young 1936), by one-sided Jacobi. */
export const svdFactorisation = defineStepwise({
  id: 'svd-factorisation',
  title: { en: 'Singular values and the best low rank', 'zh-CN': '奇异值分解与最佳低秩逼近' },
  schema: {
    A: {
      kind: 'matrix',
      label: { en: 'Matrix', 'zh-CN': '矩阵' },
      symbol: 'A',
      default: [
        [5, 4, 4, 1, 1, 2],
        [4, 5, 5, 1, 1, 1],
        [5, 5, 4, 2, 1, 2],
        [1, 1, 2, 5, 4, 4],
        [1, 2, 2, 4, 5, 5],
      ],
      maxCells: 40_000,
    },
    rank: whole({ en: 'Rank to keep', 'zh-CN': '保留的秩' }, 'k', 2, 1, largestSide, 10),
  },
  check({ A }) {
    const [m, n] = [A.length, A[0]?.length ?? 0]
    return n > 0 && Math.min(m, n) <= largestSide ? [] : mismatch('A', 'A', `1 … ${largestSide}`, `${m} × ${n}`)
  },
  begin({ A, rank }) {
    let found: Singular | undefined
    return {
      steps: rotate(A, done => (found = done)),
      answer: () => found && answerFrom(A, found, rank),
    }
  },
})

function* rotate(A: Rows, keep: (found: Singular) => void): Generator<Iterate<number>, Status> {
  const columns = A[0]!.map((_, j) => Float64Array.from(A, row => row[j]!))
  const rows = A.map(row => Float64Array.from(row))
  let sweep = 0
  // Rotations turn the shorter side's vectors.
  const tall = rows.length >= columns.length
  const search = singularValues(tall ? columns : rows)
  const found = yield* told(search, (cosine): Iterate<number> => ({ k: ++sweep, state: cosine, metrics: { cosine } }))
  keep(tall ? found : { u: found.v, values: found.values, v: found.u })
  return found.values.every(Number.isFinite) ? 'converged' : 'diverged'
}

function answerFrom(A: Rows, { u, values, v }: Singular, rank: number) {
  const S = Array.from(values)
  const asRows = (columns: readonly Float64Array[], count: number) =>
    Array.from({ length: count }, (_, i) => columns.map(column => column[i]!))
  const [U, V] = [asRows(u, A.length), asRows(v, A[0]!.length)]
  const k = Math.min(rank, S.length)
  const approximation = U.map(row =>
    V.map(other => S.slice(0, k).reduce((sum, s, r) => sum + s * row[r]! * other[r]!, 0)),
  )
  const energy = S.map(s => (s / (S[0] || 1)) ** 2)
  const total = energy.reduce((a, b) => a + b, 0)
  const explained = total ? energy.slice(0, k).reduce((a, b) => a + b, 0) / total : 1
  return { result: { U, S, V, approximation, explained }, certificate: certifySingular(A, U, S, V, k) }
}
