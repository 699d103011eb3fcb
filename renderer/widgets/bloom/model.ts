import type { Report } from '../../compute/index.ts'
import { choiceField, countField, numberField, vectorField, words } from '../frame/fields.ts'
import { defineWidget, metricOf, pythonFrom, type Ask, type Claim, type Shown, type Values } from '../frame/model.ts'

const large = { scale: 'log', whole: true } as const
const fields = {
  part: choiceField('Structure', '结构', ['bloom', 'split', 'bitmap']),
  m: numberField('Bits', '位数', 1_000, [1, 2 ** 27], [64, 1e5], { ...large, symbol: 'm' }),
  n: numberField('Items put in', '放入的元素数', 100, [1, 1e6], [1, 1e4], { ...large, symbol: 'n' }),
  k: { ...countField('Hashes', '哈希个数', 7, 1, 64, 20), symbol: 'k' },
  probes: numberField('Strangers asked for', '查询的外来元素数', 20_000, [1, 1e6], [100, 1e5], large),
  users: numberField('Users', '用户数', 10_000, [1, 5e6], [100, 1e6], large),
  weights: vectorField('Weights of the groups', '各组权重', [0.5, 0.3, 0.2], 12),
  salt: countField('Salt', '盐值', 1, 0, 2 ** 32 - 2, 100),
  a: vectorField('First set (whole numbers)', '第一个集合（整数）', [1, 3, 5, 7, 9, 40]),
  b: vectorField('Second set', '第二个集合', [2, 3, 5, 7, 40, 41]),
} as const
export type Fields = typeof fields

const ofPart = {
  bloom: ['m', 'n', 'k', 'probes'],
  split: ['users', 'weights', 'salt'],
  bitmap: ['a', 'b'],
} as const
type Part = keyof typeof ofPart
const partOf = ({ part }: Values<Fields>) => part as Part

/** Share of false positives that Bloom's analysis gives. */
export const predicted = (m: number, n: number, k: number): number => (-Math.expm1(k * n * Math.log1p(-1 / m))) ** k

export const resultOf = <R>({ runs }: Pick<Shown<Fields>, 'runs'>, part: Part) =>
  runs[part]?.report as Report<R, Readonly<Record<string, number>> & { holds: boolean }> | undefined
export interface Filtered {
  readonly fill: number
  readonly false_positives: number
  readonly false_positive_rate: number | null
  readonly asked: number
  readonly optimal_k: number
}
export interface Split {
  readonly counts: readonly number[]
  readonly shares: readonly number[]
}
export interface Sets {
  readonly union: readonly number[]
  readonly intersection: readonly number[]
  readonly difference: readonly number[]
  readonly jaccard: number
  readonly bytes: number
  readonly bytes_as_lists: number
}

const askOf: Readonly<Record<Part, (values: Values<Fields>) => Ask>> = {
  bloom: ({ m, n, k, probes }) => ({ solver: 'bloom-filter', problem: { m, n, k, probes } }),
  split: ({ users, weights, salt }) => ({ solver: 'hash-split', problem: { n: users, weights, salt } }),
  bitmap: ({ a, b }) => ({ solver: 'bitmap', problem: { a, b } }),
}

function filterClaims(shown: Shown<Fields>): Claim[] {
  const { m, n, k } = shown.values
  const report = resultOf<Filtered>(shown, 'bloom')
  if (!report?.result) return []
  const { result, certificate } = report
  return [
    {
      words: words('Members denied (must be 0)', '被误拒的成员（必须为 0）'),
      value: certificate['falseNegatives'] ?? 0,
      holds: certificate['falseNegatives'] === 0,
    },
    { words: words('False positives predicted', '预测的误判率'), value: predicted(m, n, k) },
    {
      words: words('measured; standard deviations away', '实测；偏离的标准差数'),
      value: `${(result.false_positive_rate ?? 0).toPrecision(3)} (${(certificate['z'] ?? 0).toFixed(2)})`,
      holds: Math.abs(certificate['z'] ?? 0) <= 4,
    },
    { words: words('Best number of hashes', '最佳哈希个数'), tex: 'k = (m/n)\\ln 2', value: result.optimal_k },
    { words: words('Bits an item', '每个元素的位数'), value: m / n },
  ]
}

function splitClaims(shown: Shown<Fields>): Claim[] {
  const certificate = resultOf<Split>(shown, 'split')?.certificate as
    { chi2: number; p: number; independence: { p: number }; holds: boolean } | undefined
  if (!certificate) return []
  return [
    { words: words('Counts against weights', '各组人数与权重'), tex: '\\chi^2', value: certificate.chi2 },
    {
      words: words('Chance of a larger one', '更大值的概率'),
      tex: 'p',
      value: certificate.p,
      holds: certificate.holds,
    },
    {
      words: words('Independent of the next salt’s split', '与下一个盐值的分流独立'),
      tex: 'p',
      value: certificate.independence.p,
      holds: certificate.independence.p > 1e-6,
    },
  ]
}

function setClaims(shown: Shown<Fields>): Claim[] {
  const report = resultOf<Sets>(shown, 'bitmap')
  if (!report?.result) return []
  const { result, certificate } = report
  return [
    {
      words: words('Numbers wrong, asked one by one', '逐个核对的错误数'),
      value: certificate['wrong'] ?? 0,
      holds: certificate.holds,
    },
    { words: words('Jaccard similarity', 'Jaccard 相似度'), value: result.jaccard },
    { words: words('Bytes as bitmap', '位图字节数'), value: result.bytes },
    { words: words('Bytes as lists of 32 bits', '列表字节数（32 位）'), value: result.bytes_as_lists },
  ]
}

const scripts: Readonly<Record<Part, (values: Values<Fields>) => string>> = {
  bloom: ({
    m,
    n,
    k,
    probes,
  }) => `# A Bloom filter (Bloom 1970). Hashes are drawn at random here, in place of MurmurHash3.
import numpy as np

m, n, k, probes = ${m}, ${n}, ${k}, ${probes}
random = np.random.default_rng(0)
bits = np.zeros(m, bool)
bits[random.integers(m, size=(n, k))] = True
claimed = bits[random.integers(m, size=(probes, k))].all(axis=1)
print("predicted", (1 - (1 - 1 / m) ** (k * n)) ** k)
print("measured", claimed.mean(), "fill", bits.mean(), "best k", m / n * np.log(2))
`,
  split: ({ users, weights }) => `# Users split by a uniform hash; here the hash is drawn at random.
import numpy as np
from scipy.stats import chisquare

weights = np.array(${pythonFrom(weights)}) / sum(${pythonFrom(weights)})
counts = np.bincount(np.random.default_rng(0).choice(len(weights), ${users}, p=weights), minlength=len(weights))
print("counts", counts, chisquare(counts, weights * ${users}))
`,
  bitmap: ({ a, b }) => `# Two sets of whole numbers as bits: one AND answers what they share.
a, b = sum(1 << x for x in set(${pythonFrom(a)})), sum(1 << x for x in set(${pythonFrom(b)}))
members = lambda bits: [x for x in range(bits.bit_length()) if bits >> x & 1]
print("both", members(a & b), "either", members(a | b), "only the first", members(a & ~b))
print("Jaccard", bin(a & b).count("1") / max(1, bin(a | b).count("1")))
`,
}

export const model = defineWidget({
  name: 'bloom',
  title: words('Dedup of massive data', '海量数据去重'),
  fields,
  options: {
    part: {
      bloom: words('Bloom filter', '布隆过滤器'),
      split: words('split by hash', '哈希分流'),
      bitmap: words('bitmap', '位图'),
    },
  },
  examples: [
    { title: words('Ten bits an item: under 1 %', '每元素十位：误判低于 1%'), values: {} },
    { title: words('Too full to be of use', '装得太满，失去作用'), values: { n: 1_000 } },
    { title: words('One hash only', '只用一个哈希'), values: { k: 1 } },
    { title: words('Too many hashes', '哈希太多'), values: { k: 30 } },
    { title: words('Three groups by hash', '按哈希分三组'), values: { part: 'split' } },
    {
      title: words('Two sets as bits', '两个集合的位图'),
      values: { part: 'bitmap' },
    },
  ],
  idle: values =>
    (Object.keys(ofPart) as Part[]).filter(part => part !== partOf(values)).flatMap(part => [...ofPart[part]]),
  asks: values => ({ [partOf(values)]: askOf[partOf(values)](values) }),
  formula: ({ values }) =>
    ({
      bloom: String.raw`P(\text{false positive¦误判}) = \Bigl(1 - \bigl(1 - \tfrac1m\bigr)^{kn}\Bigr)^{k} \approx \bigl(1 - e^{-kn/m}\bigr)^k`,
      split: String.raw`\text{group¦组}(u) = \min\Bigl\{g : \tfrac{h_s(u)}{2^{32}} < \textstyle\sum_{i \le g} w_i\Bigr\}`,
      bitmap: String.raw`x \in A \iff \text{word¦字}_{\lfloor x/32 \rfloor} \mathbin{\&} 2^{x \bmod 32} \ne 0`,
    })[partOf(values)],
  table(shown) {
    const { values } = shown
    if (partOf(values) === 'split') {
      const split = resultOf<Split>(shown, 'split')?.result
      const sum = values.weights.reduce((a, b) => a + b, 0)
      return {
        columns: [
          words('group', '组'),
          words('wanted', '目标比例'),
          words('share', '实际比例'),
          words('users', '用户数'),
        ],
        rows: values.weights.map((w, i) => [i + 1, w / sum, split?.shares[i] ?? null, split?.counts[i] ?? null]),
      }
    }
    if (partOf(values) === 'bitmap') {
      const sets = resultOf<Sets>(shown, 'bitmap')?.result
      const has = (set: readonly number[] | undefined, x: number) => (set?.includes(x) ? 1 : 0)
      return {
        columns: [words('number', '数'), 'A', 'B', words('both', '交集')],
        rows: (sets?.union ?? []).map(x => [x, has(values.a, x), has(values.b, x), has(sets?.intersection, x)]),
      }
    }
    const report = resultOf<Filtered>(shown, 'bloom')?.result
    return {
      columns: [words('hashes', '哈希个数'), words('predicted', '预测'), words('measured', '实测')],
      rows: Array.from({ length: 20 }, (_, i) => [
        i + 1,
        predicted(values.m, values.n, i + 1),
        i + 1 === values.k ? (report?.false_positive_rate ?? null) : null,
      ]),
    }
  },
  certificate: shown =>
    partOf(shown.values) === 'bloom'
      ? filterClaims(shown)
      : partOf(shown.values) === 'split'
        ? splitClaims(shown)
        : setClaims(shown),
  summary(shown) {
    const { values, runs } = shown
    if (partOf(values) === 'split') {
      const shares =
        resultOf<Split>(shown, 'split')
          ?.result?.shares.map(share => share.toFixed(3))
          .join(', ') ?? '–'
      return words(
        `${values.users} users split by hash; shares ${shares}.`,
        `${values.users} 个用户按哈希分流；占比 ${shares}。`,
      )
    }
    if (partOf(values) === 'bitmap') {
      const both = resultOf<Sets>(shown, 'bitmap')?.result?.intersection.slice(0, 20).join(', ') ?? '–'
      return words(`Both sets hold ${both}.`, `两个集合共有 ${both}。`)
    }
    const fill = metricOf(runs['bloom'], 'fill')[shown.k]?.toFixed(3) ?? '–'
    const expected = predicted(values.m, values.n, values.k).toPrecision(3)
    const measured = resultOf<Filtered>(shown, 'bloom')?.result?.false_positive_rate?.toPrecision(3) ?? '–'
    return words(
      `${values.m} bits, ${values.n} items, ${values.k} hashes: ${fill} of the bits set now; false positives predicted ${expected}, measured ${measured}.`,
      `${values.m} 位、${values.n} 个元素、${values.k} 个哈希：当前置位比例 ${fill}；误判率预测 ${expected}，实测 ${measured}。`,
    )
  },
  python: ({ values }) => scripts[partOf(values)](values),
})
