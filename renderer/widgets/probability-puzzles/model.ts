import type { Report } from '../../compute/index.ts'
import { choiceField, countField, numberField, seedField, words } from '../frame/fields.ts'
import { defineWidget, metricOf, type Claim, type Shown, type Values } from '../frame/model.ts'
import { script } from './script.ts'

export const experiments = [
  'monty-hall',
  'birthday',
  'pi',
  'buffon',
  'coupon-collector',
  'gamblers-ruin',
  'hat-check',
  'broken-stick',
  'secretary',
] as const
export type Experiment = (typeof experiments)[number]

const fields = {
  experiment: choiceField('Puzzle', '谜题', experiments),
  n: numberField('Trials', '试验次数', 10_000, [1, 1e8], [100, 1e6], { scale: 'log', whole: true, symbol: 'n' }),
  level: numberField('Level of the interval', '置信水平', 0.95, [0.5, 0.9999], [0.8, 0.99]),
  size: countField('Size (0: its own)', '规模（0：默认）', 0, 0, 1_000_000, 100),
  goal: countField('Goal (0: its own)', '目标（0：默认）', 0, 0, 1_000_000, 200),
  p: numberField('Chance of a win, or needle over gap', '获胜概率，或针长与间距之比', 0.5, [0, 1], [0, 1]),
  seed: seedField(3),
} as const
export type Fields = typeof fields

interface Result {
  readonly estimate: number
  readonly interval: readonly [number, number]
  readonly standard_error: number
  readonly exact: number
}
interface Certificate {
  readonly z: number | null
  readonly covered: boolean
  readonly holds: boolean
}
export const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['run']?.report as Report<Result | null, Certificate | null> | undefined

const sized: readonly Experiment[] = [
  'birthday',
  'monty-hall',
  'coupon-collector',
  'gamblers-ruin',
  'hat-check',
  'secretary',
]

/** What is asked, the exact answer as a formula, and the puzzle's own size. */
const puzzles: Readonly<Record<Experiment, { en: string; zh: string; tex: string; size: number }>> = {
  'monty-hall': {
    en: 'Behind one of the doors is a car; the host, who knows, opens all others but one. Does switching win?',
    zh: '多扇门中一扇后有车；知情的主持人打开其余的门，只留一扇。换门会赢吗？',
    tex: String.raw`P(\text{switch wins¦换门获胜}) = \frac{N-1}{N}`,
    size: 3,
  },
  birthday: {
    en: 'Do two of the people in the room share a birthday?',
    zh: '屋里有没有两个人同一天生日？',
    tex: String.raw`P = 1 - \prod_{i=0}^{N-1}\Bigl(1 - \frac{i}{365}\Bigr)`,
    size: 23,
  },
  pi: {
    en: 'Four times the share of points of a square that fall into its quarter disc.',
    zh: '正方形内的点落入四分之一圆的比例的四倍。',
    tex: String.raw`\pi = 4\,P(X^2 + Y^2 < 1)`,
    size: 1,
  },
  buffon: {
    en: 'Does a needle thrown on a floor of parallel lines cross one?',
    zh: '投到平行线地板上的针是否压线？',
    tex: String.raw`P = \frac{2}{\pi}\,\frac{\text{needle¦针长}}{\text{gap¦间距}}`,
    size: 1,
  },
  'coupon-collector': {
    en: 'How many coupons must be bought until every kind is there?',
    zh: '要买多少张券才能集齐所有种类？',
    tex: String.raw`E = N\Bigl(1 + \frac12 + \dots + \frac1N\Bigr)`,
    size: 10,
  },
  'gamblers-ruin': {
    en: 'Does the purse reach the goal before it is empty, one coin a game?',
    zh: '每局一枚硬币，钱包会先达到目标还是先输光？',
    tex: String.raw`P = \frac{1 - (q/p)^a}{1 - (q/p)^b}, \quad \frac ab \text{ for ¦ 当 } p = \tfrac12`,
    size: 10,
  },
  'hat-check': {
    en: 'Hats are given back at random: does nobody get the own one?',
    zh: '帽子随机归还：是否没有一个人拿到自己的？',
    tex: String.raw`P = \sum_{k=0}^{N} \frac{(-1)^k}{k!} \to \frac1e`,
    size: 10,
  },
  'broken-stick': {
    en: 'A stick is broken at two random places: do the pieces make a triangle?',
    zh: '木棍随机折成三段：能否组成三角形？',
    tex: String.raw`P = \tfrac14`,
    size: 1,
  },
  secretary: {
    en: 'Let some applicants pass, then take the first who is better than all of them: is it the best of all?',
    zh: '先放过若干人，再录用第一个比他们都好的：是否正是最好的一个？',
    tex: String.raw`P = \frac{r}{N}\sum_{i=r+1}^{N} \frac{1}{i-1} \to \frac1e`,
    size: 20,
  },
}
export const puzzleOf = ({ experiment }: Values<Fields>) => puzzles[experiment as Experiment]

function claims({ runs, values }: Shown<Fields>): Claim[] {
  const report = reportOf({ runs })
  if (!report?.result || !report.certificate) return []
  const { result, certificate } = report
  const [low, high] = result.interval
  return [
    { words: words('Exact answer', '精确答案'), value: result.exact },
    { words: words('Estimate', '估计值'), value: result.estimate },
    {
      words: words(
        `Interval of level ${values.level}; it covers the exact answer`,
        `置信水平 ${values.level} 的区间；包含精确答案`,
      ),
      value: `[${low.toPrecision(5)}, ${high.toPrecision(5)}]`,
      holds: certificate.covered,
    },
    {
      words: words(
        'Standard errors between the two (more than 5 would be a fault)',
        '两者相差的标准误数（超过 5 即有误）',
      ),
      value: certificate.z ?? 0,
      holds: certificate.holds,
    },
  ]
}

export const model = defineWidget({
  name: 'probability-puzzles',
  title: words('Probability puzzles', '概率谜题'),
  fields,
  options: {
    experiment: {
      'monty-hall': words('three doors (Monty Hall)', '三门问题'),
      birthday: words('birthdays', '生日问题'),
      pi: words('π by darts', '投点求 π'),
      buffon: words('Buffon’s needle', '布丰投针'),
      'coupon-collector': words('collecting coupons', '集券问题'),
      'gamblers-ruin': words('gambler’s ruin', '赌徒破产'),
      'hat-check': words('mixed-up hats', '帽子问题'),
      'broken-stick': words('broken stick', '折棍问题'),
      secretary: words('choosing the best (secretary)', '秘书问题'),
    },
  },
  examples: [
    { title: words('Three doors: switch', '三门问题：换门'), values: {} },
    { title: words('A hundred doors: obvious', '一百扇门：一目了然'), values: { size: 100 } },
    { title: words('23 people, even odds', '23 人，机会过半'), values: { experiment: 'birthday' } },
    {
      title: words('π: ten times the trials, a third of the error', 'π：试验十倍，误差三分之一'),
      values: { experiment: 'pi', n: 100_000 },
    },
    {
      title: words('A slightly unfair game ruins', '稍不公平，几乎必输'),
      values: { experiment: 'gamblers-ruin', p: 0.45 },
    },
    { title: words('A week of coupons', '集齐十种券'), values: { experiment: 'coupon-collector' } },
    { title: words('The 37 % rule', '37% 法则'), values: { experiment: 'secretary' } },
  ],
  idle: ({ experiment }) => [
    ...(sized.includes(experiment as Experiment) ? [] : (['size'] as const)),
    ...(experiment === 'gamblers-ruin' || experiment === 'secretary' ? [] : (['goal'] as const)),
    ...(experiment === 'gamblers-ruin' || experiment === 'buffon' ? [] : (['p'] as const)),
  ],
  asks: ({ seed, ...problem }) => ({ run: { solver: 'monte-carlo', problem, seed } }),
  formula: ({ values }) => puzzleOf(values).tex,
  table: ({ runs }) => {
    const [n, estimate, low, high] = ['n', 'estimate', 'low', 'high'].map(name => metricOf(runs['run'], name))
    const exact = reportOf({ runs })?.result?.exact ?? null
    return {
      columns: [
        words('trials', '试验次数'),
        words('estimate', '估计值'),
        words('low', '下限'),
        words('high', '上限'),
        words('exact', '精确值'),
      ],
      rows: (n ?? []).map((count, i) => [count, estimate![i]!, low![i]!, high![i]!, exact]),
    }
  },
  certificate: claims,
  summary: ({ values, runs, k }) => {
    const estimate = metricOf(runs['run'], 'estimate')[k]?.toPrecision(4) ?? '–'
    const exact = reportOf({ runs })?.result?.exact.toPrecision(4) ?? '–'
    const { en, zh } = puzzleOf(values)
    return words(`${en} Estimate ${estimate}, exact ${exact}.`, `${zh} 估计 ${estimate}，精确 ${exact}。`)
  },
  python: ({ values }) =>
    script(values.experiment as Experiment, { ...values, size: values.size || puzzleOf(values).size }),
})
