import type { Report, Words } from '../../compute/index.ts'
import { choiceField, countField, vectorField, words } from '../frame/fields.ts'
import { defineWidget, type Claim, type Shown, type Values } from '../frame/model.ts'
import { script } from './script.ts'

const puzzles = ['water-jugs', 'river-crossing', 'missionaries', 'bridge', 'hanoi', 'queens'] as const
export type Puzzle = (typeof puzzles)[number]

const fields = {
  puzzle: choiceField('Puzzle', '谜题', puzzles),
  capacities: vectorField('Litres of the jugs', '水壶容量', [3, 5], 4),
  goal: countField('Litres wanted', '目标容量', 4, 0, 1_000, 20),
  times: vectorField('Minutes of each walker', '每人过桥时间', [1, 2, 5, 10], 8),
  size: countField('Queens or discs (0: its own)', '皇后数或盘数（0：默认）', 0, 0, 12, 12),
} as const
export type Fields = typeof fields

export type Place = readonly number[]
interface Result {
  readonly path?: readonly Place[] | null
  readonly cost?: number | null
  readonly expanded?: number
  readonly board?: Place | null
  readonly count?: number
  readonly attempts?: number
}
export const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['run']?.report as Report<Result | null, { readonly holds: boolean } | null> | undefined

/** What the timeline walks along: the way found, or one board with the queens set one by one. */
export function placesOf({ values, runs }: Pick<Shown<Fields>, 'values' | 'runs'>): readonly Place[] {
  const result = reportOf({ runs })?.result
  if (values.puzzle !== 'queens') return result?.path ?? []
  const board = result?.board ?? []
  return board.length ? Array.from({ length: board.length + 1 }, (_, n) => board.slice(0, n)) : []
}

/** States on the shortest ways of the puzzles that have no numbers to set, and on usual ones of the others. */
const usualStates: Readonly<Record<string, number>> = { 'water-jugs': 7, 'river-crossing': 8, missionaries: 12 }
const usualSize: Readonly<Record<string, number>> = { queens: 8, hanoi: 4 }

/** A way that says nothing, about as long as the one that is looked for. */
export function blankFor({ puzzle, capacities, times, size }: Values<Fields>): readonly Place[] {
  const ownSize = size || (usualSize[puzzle] ?? 0)
  const width = ownSize || (names[puzzle]?.length ?? (puzzle === 'bridge' ? times.length + 1 : capacities.length))
  const states = usualStates[puzzle] ?? (puzzle === 'bridge' ? Math.max(2, 2 * times.length - 2) : 1)
  return Array.from({ length: states }, () => Array.from({ length: width }, () => 0))
}

const names: Readonly<Record<string, readonly Words[]>> = {
  'river-crossing': [words('farmer', '农夫'), words('wolf', '狼'), words('goat', '羊'), words('cabbage', '白菜')],
  missionaries: [
    words('missionaries here', '此岸传教士'),
    words('cannibals here', '此岸野人'),
    words('boat here', '船在此岸'),
  ],
}

/** The names of a state's numbers. */
export function columnsOf({ puzzle, capacities, times }: Values<Fields>, width: number): readonly Words[] {
  if (names[puzzle]) return names[puzzle]
  if (puzzle === 'water-jugs') return capacities.map(litres => words(`jug of ${litres}`, `${litres} 升壶`))
  if (puzzle === 'bridge')
    return [...times.map(minutes => words(`walker ${minutes}`, `${minutes} 分钟的人`)), words('torch', '火把')]
  return Array.from({ length: width }, (_, i) =>
    puzzle === 'hanoi' ? words(`disc ${i + 1}`, `盘 ${i + 1}`) : words(`row ${i + 1}`, `第 ${i + 1} 行`),
  )
}

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown)
  if (!report?.result || !report.certificate) return []
  const { path, cost, expanded, count, attempts } = report.result
  const { holds } = report.certificate
  if (shown.values.puzzle === 'queens')
    return [
      { words: words('Solutions', '解的个数'), value: count ?? 0 },
      { words: words('Queens tried', '尝试放置的皇后数'), value: attempts ?? 0 },
      { words: words('The board is peaceful, and the number is the known one', '棋盘合法，且个数与已知相符'), holds },
    ]
  return [
    path
      ? { words: words('Least cost of a way (moves or minutes)', '最小代价（步数或分钟）'), value: cost ?? 0 }
      : { words: words('There is no way', '无解') },
    { words: words('States opened', '展开的状态数'), value: expanded ?? 0 },
    {
      words: path
        ? words('Each move is allowed, and the last state is the goal', '每一步合法，终态为目标')
        : words('Proved by the greatest common divisor', '由最大公约数证明'),
      holds,
    },
  ]
}

const titles: Readonly<Record<string, Words>> = {
  'water-jugs': words('water jugs', '量水'),
  'river-crossing': words('wolf, goat and cabbage', '狼、羊与白菜'),
  missionaries: words('missionaries and cannibals', '传教士与野人'),
  bridge: words('bridge and torch', '过桥与火把'),
  hanoi: words('tower of Hanoi', '汉诺塔'),
  queens: words('queens', '皇后'),
}

export const model = defineWidget({
  name: 'logic-puzzles',
  title: words('Logic puzzles by search', '用搜索解逻辑谜题'),
  fields,
  options: {
    puzzle: titles,
  },
  examples: [
    { title: words('Four litres from three and five', '用 3 升和 5 升量出 4 升'), values: {} },
    {
      title: words('Impossible: even jugs, odd goal', '无解：偶数的壶，奇数的目标'),
      values: { capacities: [4, 6], goal: 3 },
    },
    { title: words('Wolf, goat and cabbage', '狼、羊与白菜'), values: { puzzle: 'river-crossing' } },
    { title: words('Missionaries and cannibals', '传教士与野人'), values: { puzzle: 'missionaries' } },
    { title: words('The bridge: the two slowest together', '过桥：两个最慢的一起走'), values: { puzzle: 'bridge' } },
    { title: words('Hanoi: twice as many and one', '汉诺塔：翻倍再加一'), values: { puzzle: 'hanoi', size: 4 } },
    { title: words('Eight queens', '八皇后'), values: { puzzle: 'queens' } },
  ],
  idle: ({ puzzle }) => [
    ...(puzzle === 'water-jugs' ? [] : (['capacities', 'goal'] as const)),
    ...(puzzle === 'bridge' ? [] : (['times'] as const)),
    ...(puzzle === 'hanoi' || puzzle === 'queens' ? [] : (['size'] as const)),
  ],
  asks: values => ({ run: { solver: 'logic-search', problem: values } }),
  last: shown => Math.max(0, placesOf(shown).length - 1),
  formula: ({ values }) =>
    ({
      'water-jugs': String.raw`g \text{ can be measured¦ 可量出} \iff \gcd(c_1, \dots, c_m) \mid g,\quad g \le \max_i c_i`,
      'river-crossing': String.raw`\text{state¦状态} \in \{0,1\}^4`,
      missionaries: String.raw`m \ge c \;\text{ or ¦ 或 }\; m = 0 \quad\text{on both banks¦（两岸皆然）}`,
      bridge: String.raw`\min \sum_{\text{crossings¦各次过桥}} \max(t_i, t_j)`,
      hanoi: String.raw`T(n) = 2\,T(n-1) + 1 = 2^n - 1`,
      queens: String.raw`q_i \ne q_j,\quad |q_i - q_j| \ne |i - j|`,
    })[values.puzzle as Puzzle],
  table(shown) {
    const places = shown.values.puzzle === 'queens' ? placesOf(shown).slice(-1) : placesOf(shown)
    const columns = columnsOf(shown.values, places[0]?.length ?? 0)
    return { columns: [words('step', '步'), ...columns], rows: places.map((place, i) => [i, ...place]) }
  },
  certificate: claims,
  summary(shown) {
    const places = placesOf(shown)
    const now = places[Math.min(shown.k, places.length - 1)]?.join(', ') ?? '–'
    const title = titles[shown.values.puzzle]!
    return words(
      `${title.en}: step ${shown.k} of ${Math.max(0, places.length - 1)}; state ${now}.`,
      `${title['zh-CN']}：第 ${shown.k} 步，共 ${Math.max(0, places.length - 1)} 步；状态 ${now}。`,
    )
  },
  python: ({ values }) => script(values),
})
