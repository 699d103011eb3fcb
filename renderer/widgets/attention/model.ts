import { wordsOf, type Report } from '../../compute/index.ts'
import { defineWidget, type Ask, type Claim, type Shown, type Values } from '../frame/model.ts'
import {
  choiceField,
  countField,
  flagField,
  matrixField,
  positiveNumber,
  rangeField,
  seedField,
  textField,
  words,
} from '../frame/fields.ts'
import { python } from './python.ts'

export type Rows = readonly (readonly (number | null)[])[]

/** What both solvers tell; words and the drawn Q, K, V only where the words were the reader's. */
interface Result {
  readonly words?: readonly string[]
  readonly probs: Rows
  readonly heads: readonly { readonly probs: Rows; readonly scores: Rows; readonly entropy: readonly number[] }[]
  readonly Q?: Rows
  readonly K?: Rows
  readonly V?: Rows
}
interface Certificate {
  readonly rowSum: number
  readonly output: number
  readonly leak: number
  readonly gradient: number | null
}

const fields = {
  source: choiceField('What attends', '谁来注意', ['text', 'matrices']),
  text: textField('Text', '文本', 'the cat sat on the mat because the mat was warm', 4_000),
  Q: matrixField('Queries Q, one a row', '查询 Q，每行一个', [
    [1, 0, 1, 0],
    [0, 1, 0, 1],
    [1, 1, 0, 0],
    [0, 0, 1, 1],
  ]),
  K: matrixField('Keys K; as Q when empty', '键 K；留空则同 Q', [
    [2, 0, 1, 0],
    [0, 2, 0, 1],
    [1, 0, 2, 0],
    [0, 1, 0, 2],
  ]),
  V: matrixField('Values V; as K when empty', '值 V；留空则同 K', [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ]),
  mask: matrixField('Own mask, 1: may look; empty: all', '自定掩码，1 表示可看；留空则全部', []),
  heads: countField('Heads', '头数', 2, 1, 16, 8),
  head: countField('Head shown; 0: their mean', '显示哪个头；0 为均值', 0, 0, 16, 8),
  temperature: positiveNumber('Temperature', '温度', '\\tau', 1, [1e-3, 1e3], [0.1, 10]),
  position: choiceField('Positions', '位置编码', ['sinusoidal', 'rotary', 'none']),
  causal: flagField('Look at no later word (causal)', '不看后面的词（因果掩码）'),
  width: { ...countField('Width of a head', '每个头的维数', 8, 1, 64, 32), symbol: 'd' },
  alike: rangeField('Looks for words like itself', '寻找相似词的程度', '', 0.8, 0, 1),
  seed: seedField(),
} as const
export type Fields = typeof fields

/** Above this e^score is no double any more. */
export const overflows = Math.log(Number.MAX_VALUE)

export const resultOf = ({ runs }: Pick<Shown<Fields>, 'runs'>): Result | undefined =>
  (runs['attention']?.report as Report<Result | undefined> | undefined)?.result

/** Weights of nobody, as many as these settings ask for. */
export function blankFor({ source, text, Q, K, heads }: Values<Fields>): Result {
  const said = wordsOf(text)
  const [rows, columns] = source === 'text' ? [said.length, said.length] : [Q.length, K.length || Q.length]
  const probs = Array.from({ length: Math.max(1, rows) }, () => Array.from({ length: columns }, () => 0))
  const head = { probs, scores: [], entropy: [] }
  return { ...(source === 'text' && { words: said }), probs, heads: Array.from({ length: heads }, () => head) }
}

/** What the picture shows: one head, or the mean of all. */
export function sceneOf(shown: Shown<Fields>, result = resultOf(shown)) {
  if (!result) return undefined
  const head = Math.min(shown.values.head, result.heads.length)
  const probs = (head ? result.heads[head - 1]!.probs : result.probs) as readonly (readonly number[])[]
  const names = (letter: string, count: number) =>
    result.words ?? Array.from({ length: count }, (_, i) => `${letter}${i + 1}`)
  const row = Math.min(shown.k, probs.length - 1)
  return { result, head, probs, row, queries: names('q', probs.length), keys: names('k', probs[0]?.length ?? 0) }
}

export const entropyOf = (row: readonly number[]): number =>
  row.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0)

/** Rows of scores whose powers of e are no numbers: there the plain formula gives ∞/∞. */
export const overflowing = (heads: Result['heads']): number =>
  heads.reduce((sum, { scores }) => sum + scores.filter(row => row.some(score => (score ?? 0) > overflows)).length, 0)

/** How far the weights of two rows of the same word lie apart, at most; undefined where no word stands twice. */
export function repeatedApart({ words: said, probs }: Result): number | undefined {
  if (!said) return undefined
  const apart = said.flatMap((word, i) => {
    const first = said.indexOf(word)
    return first < i ? [Math.max(...probs[i]!.map((p, j) => Math.abs((p ?? 0) - (probs[first]![j] ?? 0))))] : []
  })
  return apart.length ? Math.max(...apart) : undefined
}

function claims(shown: Shown<Fields>): Claim[] {
  const report = shown.runs['attention']?.report as Report<Result | undefined, Certificate> | undefined
  if (!report?.result) return []
  const { rowSum, output, leak, gradient } = report.certificate
  const apart = repeatedApart(report.result)
  return [
    {
      words: words('Every row of weights sums to 1; error', '每行权重之和为 1；误差'),
      value: rowSum,
      holds: rowSum < 1e-12,
    },
    {
      words: words('Output computed anew; relative difference', '重新计算的输出；相对差'),
      value: output,
      holds: output < 1e-10,
    },
    { words: words('Weight on what the mask closes', '落在被遮位置上的权重'), value: leak, holds: leak === 0 },
    ...(gradient === null
      ? []
      : [
          {
            words: words('Slopes of Q, K, V against differences', 'Q、K、V 的梯度与差分之差'),
            value: gradient,
            holds: gradient < 1e-5,
          },
        ]),
    {
      words: words(
        'Rows where e^score as it stands overflows (here the largest score is taken off first)',
        '直接计算 e^得分 会溢出的行数（此处先减去最大得分）',
      ),
      value: overflowing(report.result.heads),
    },
    ...(apart === undefined
      ? []
      : [
          {
            words: words('Same word, other place: weights differ by at most', '同词异位：权重至多相差'),
            value: apart,
          },
        ]),
  ]
}

function asks(values: Values<Fields>): Readonly<Record<string, Ask>> {
  const { source, text, Q, K, V, mask, heads, temperature, position, causal, width, alike, seed } = values
  if (source === 'text')
    return {
      attention: {
        solver: 'self-attention',
        problem: { text, width: width * heads, heads, position, causal, temperature, alike },
        seed,
      },
    }
  const problem = { Q, K, V, mask, heads, temperature, causal, rotary: position === 'rotary', dO: [] }
  return { attention: { solver: 'attention', problem } }
}

const width = ({ values }: Pick<Shown<Fields>, 'values'>): number =>
  values.source === 'text' ? values.width : (values.Q[0]?.length ?? 1) / values.heads

const inText = ['text', 'width', 'alike', 'seed'] as const
const inMatrices = ['Q', 'K', 'V', 'mask'] as const

export const model = defineWidget({
  name: 'attention',
  title: words('Attention', '注意力'),
  fields,
  options: {
    source: { text: words('a text', '一段文本'), matrices: words('own Q, K, V', '自己的 Q、K、V') },
    position: {
      sinusoidal: words('sines, added', '正弦，相加'),
      rotary: words('rotary', '旋转'),
      none: words('none', '无'),
    },
  },
  examples: [
    { title: words('Words find their like', '词找相似的词'), values: {} },
    { title: words('Causal: nobody looks ahead', '因果掩码：不向前看'), values: { causal: true } },
    {
      title: words('Without positions order is lost', '没有位置就没有词序'),
      values: { text: 'the dog bit the man and the man bit the dog', position: 'none', heads: 1 },
    },
    {
      title: words('Four heads see four things', '四个头各看各的'),
      values: { heads: 4, head: 1, alike: 0.3 },
    },
    { title: words('Hot: everything alike', '高温：一视同仁'), values: { temperature: 10 } },
    {
      title: words('Scores past 709 overflow e^x', '得分超过 709，e^x 溢出'),
      values: { source: 'matrices', heads: 1, temperature: 0.001, position: 'none' },
    },
    {
      title: words('A soft look-up by hand', '手算一次软查找'),
      values: {
        source: 'matrices',
        heads: 1,
        position: 'none',
        Q: [[1, 0]],
        K: [
          [1, 0],
          [0, 1],
        ],
        V: [[10], [20]],
      },
    },
    {
      title: words('Own mask: only neighbours', '自定掩码：只看邻居'),
      values: {
        source: 'matrices',
        heads: 2,
        position: 'none',
        mask: [
          [1, 1, 0, 0],
          [1, 1, 1, 0],
          [0, 1, 1, 1],
          [0, 0, 1, 1],
        ],
      },
    },
  ],
  idle: ({ source, heads, head }) => [
    ...(source === 'text' ? inMatrices : inText),
    ...(head > heads ? (['head'] as const) : []),
  ],
  asks,
  last: ({ runs }) => Math.max(0, (resultOf({ runs })?.probs.length ?? 1) - 1),
  formula: shown => {
    const { temperature, causal, mask, source } = shown.values
    const closed = causal || (source === 'matrices' && mask.length > 0) ? '+M' : ''
    const weights = String.raw`\operatorname{softmax}\!\left(\frac{QK^{\mathsf T}}{\tau\sqrt{d}}${closed}\right)V,\qquad \tau=${temperature},\quad d=${+width(shown).toFixed(2)}`
    // Worth its room only where it is needed.
    const safe = overflowing(resultOf(shown)?.heads ?? []) > 0
    return safe
      ? String.raw`${weights},\qquad \operatorname{softmax}(s)_j=\frac{e^{s_j-\max s}}{\sum_l e^{s_l-\max s}}`
      : weights
  },
  table: shown => {
    const scene = sceneOf(shown)
    return {
      columns: [words('query', '查询'), ...(scene?.keys ?? [])],
      rows: scene?.probs.map((row, i) => [scene.queries[i]!, ...row]) ?? [],
    }
  },
  certificate: claims,
  summary: shown => {
    const scene = sceneOf(shown)
    if (!scene) return words('Attention weights.', '注意力权重。')
    const row = scene.probs[scene.row]!
    const best = row.indexOf(Math.max(...row))
    const [query, key, p] = [scene.queries[scene.row]!, scene.keys[best]!, row[best]!.toFixed(2)]
    return words(
      `${scene.queries.length} queries look at ${scene.keys.length} keys; “${query}” looks most at “${key}”, weight ${p}.`,
      `${scene.queries.length} 个查询看 ${scene.keys.length} 个键；“${query}”最看“${key}”，权重 ${p}。`,
    )
  },
  python: shown => python(shown.values, resultOf(shown)),
})
