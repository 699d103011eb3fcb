import type { Issue } from '../../issue.ts'
import type { Problem } from '../../schema.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { countField, entryIssues, positiveNumber, temperature, type Rows } from '../fields.ts'
import { Attention } from './heads.ts'

const matrix = (en: string, zh: string, symbol: string, rows: Rows) =>
  ({ kind: 'matrix', label: { en, 'zh-CN': zh }, symbol, default: rows, maxCells: 400_000, part: true }) as const

const schema = {
  Q: matrix('Queries, one a row', '查询，每行一个', 'Q', [
    [1, 0, 1, 0],
    [0, 1, 0, 1],
    [1, 1, 0, 0],
    [0, 0, 1, 1],
  ]),
  K: matrix('Keys, one a row; as the queries when empty', '键，每行一个；留空则同查询', 'K', [
    [2, 0, 1, 0],
    [0, 2, 0, 1],
    [1, 0, 2, 0],
    [0, 1, 0, 2],
  ]),
  V: matrix('Values, one a row; as the keys when empty', '值，每行一个；留空则同键', 'V', [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ]),
  dO: matrix('Slope of the loss by the output; ones when empty', '损失对输出的梯度；留空则全为 1', '\\partial O', []),
  mask: matrix('Own mask: 1 where a query may look; all when empty', '自定掩码：1 表示可看；留空则全部可看', 'M', []),
  causal: {
    kind: 'flag',
    label: { en: 'Look at no later key (causal)', 'zh-CN': '不看后面的键（因果掩码）' },
    default: false,
  },
  keys: countField('Keys that are no padding; 0: all', '非填充的键数；0 表示全部', 0, 0, 100_000, 16),
  heads: countField('Heads', '头数', 1, 1, 128, 8),
  temperature,
  rotary: { kind: 'flag', label: { en: 'Rotary positions', 'zh-CN': '旋转位置编码' }, default: false },
  base: positiveNumber('Base of the rotary angles', '旋转角的底数', '\\theta', 10_000, [1.000001, 1e9], [10, 1e6]),
} as const
type Given = Problem<typeof schema>

/** Products and chances one problem may ask for. */
const [mostWork, mostChances] = [2e7, 2e6]

const filled = ({ Q, K, V, dO }: Given): { Q: Rows; K: Rows; V: Rows; dO: Rows } => {
  const keys = K.length ? K : Q
  const values = V.length ? V : keys
  return { Q, K: keys, V: values, dO: dO.length ? dO : Q.map(() => values[0]!.map(() => 1)) }
}

function check(problem: Given): Issue[] {
  if (!problem.Q[0]?.length) return mismatch('Q', 'Q', '≥ 1 × 1', `${problem.Q.length} × 0`)
  const empty = (['K', 'V'] as const).find(name => problem[name].length && !problem[name][0]!.length)
  if (empty) return mismatch(empty, 'Q', '≥ 1 × 1', `${problem[empty].length} × 0`)
  const { Q, K, V, dO } = filled(problem)
  const [n, m, d, dv] = [Q.length, K.length, Q[0]!.length, V[0]!.length]
  const { mask, heads } = problem
  const size = (rows: Rows) => `${rows.length} × ${rows[0]?.length ?? 0}`
  if (K[0]!.length !== d) return mismatch('K', 'Q', `m × ${d}`, size(K))
  if (V.length !== m) return mismatch('V', 'K', `${m} × d`, size(V))
  if (size(dO) !== `${n} × ${dv}`) return mismatch('dO', 'V', `${n} × ${dv}`, size(dO))
  if (mask.length && size(mask) !== `${n} × ${m}`) return mismatch('mask', 'K', `${n} × ${m}`, size(mask))
  if (mask.flat().some(value => value !== 0 && value !== 1)) return mismatch('mask', 'Q', '0, 1', 'x')
  if (d % heads || dv % heads) return mismatch('heads', 'V', `h ∣ ${d}, h ∣ ${dv}`, heads)
  if (problem.keys > m) return mismatch('keys', 'K', `≤ ${m}`, problem.keys)
  if (n * m * (d + dv) > mostWork) return mismatch('Q', 'K', `n m (d + dv) ≤ ${mostWork}`, n * m * (d + dv))
  if (n * m * heads > mostChances) return mismatch('heads', 'Q', `n m heads ≤ ${mostChances}`, n * m * heads)
  return Object.entries({ Q, K, V, dO }).flatMap(([name, rows]) => entryIssues(name, rows))
}

/** Where query i may look at key j: the causal mask, the padding and an own mask together; absent where all are open. */
function maskOf({ mask, causal, keys }: Given, n: number, m: number): Uint8Array | undefined {
  if (!mask.length && !causal && !keys) return undefined
  return Uint8Array.from({ length: n * m }, (_, at) => {
    const [i, j] = [Math.floor(at / m), at % m]
    return Number((!causal || j <= i) && (!keys || j < keys) && (!mask.length || mask[i]![j] === 1))
  })
}

/** Scaled dot-product attention softmax(QKᵀ / (τ√d)) V on own matrices, forward and backward, in any number of heads. */
export const attention = defineStepwise({
  id: 'attention',
  title: { en: 'Attention', 'zh-CN': '注意力' },
  schema,
  engines: ['cpu', 'wasm', 'gpu'],
  check,
  begin(problem) {
    const { Q, K, V, dO } = filled(problem)
    const flat = (rows: Rows) => Float64Array.from(rows.flat())
    const open = maskOf(problem, Q.length, K.length)
    const run = new Attention({
      n: Q.length,
      m: K.length,
      Q: flat(Q),
      K: flat(K),
      V: flat(V),
      dO: flat(dO),
      heads: problem.heads,
      temperature: problem.temperature,
      ...(open && { open }),
      ...(problem.rotary && { rotary: problem.base }),
    })
    return { steps: run.steps(), answer: () => run.answer() }
  },
})
