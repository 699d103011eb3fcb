// The language of filters: words, and terms such as `status:reading`, `year>2020`, `-tag:em`, `author:"van Gogh"`.
// All terms must hold; values parted by commas are alternatives; a minus turns a term round.

/** What a term may speak of, with the Chinese words for it. */
const names = {
  status: ['状态'],
  tag: ['标签'],
  kind: ['类型'],
  year: ['年份'],
  author: ['作者'],
  title: ['标题'],
  site: ['网站'],
  topic: ['主题'],
  priority: ['优先级'],
  rating: ['评分'],
  progress: ['进度'],
  added: ['添加'],
  started: ['开始'],
  finished: ['读完'],
  opened: ['打开'],
  has: ['有'],
} as const
export type Field = keyof typeof names
export const fields = Object.keys(names) as Field[]

/** Fields that are compared as numbers, and those compared as days. */
const numeric: readonly Field[] = ['year', 'priority', 'rating', 'progress']
const dated: readonly Field[] = ['added', 'started', 'finished', 'opened']

/** Values that a field knows, each with its other names. */
const choices: Partial<Record<Field, Record<string, readonly string[]>>> = {
  status: {
    'to-read': ['todo', '待读'],
    reading: ['在读'],
    read: ['done', '已读'],
    dropped: ['弃读'],
  },
  kind: {
    webpage: ['web', '网页'],
    paper: ['论文'],
    video: ['视频'],
    code: ['代码'],
    book: ['书籍', '书'],
    course: ['课程'],
  },
  has: {
    pdf: ['paper', '论文'],
    annotations: ['annotation', '批注'],
    tags: ['tag', '标签'],
    remark: ['备注'],
    doi: [],
    arxiv: [],
    reference: ['文献'],
    address: ['url', '网址'],
  },
}
/** Priorities by name, for a field that is a number. */
const priorities: Record<string, number> = { none: 0, low: 1, medium: 2, high: 3, 无: 0, 低: 1, 中: 2, 高: 3 }

export type Operator = ':' | '>' | '<' | '>=' | '<='

/** One condition. Its text is what was typed, so that the query can be put together again. */
export interface Term {
  text: string
  field: Field | 'words'
  operator: Operator
  /** Alternatives, in lower case; numbers and instants (ms) where the field has them. */
  values: readonly (string | number)[]
  negated: boolean
  /** The value is none that the field knows: nothing can match. */
  wrong: boolean
}

const fieldOf = (word: string): Field | undefined =>
  fields.find(field => field === word.toLowerCase() || (names[field] as readonly string[]).includes(word))

/** The values of a field to choose from, or none where anything may be written. */
export const valuesOf = (field: Field): readonly string[] => Object.keys(choices[field] ?? {})

function choiceFrom(field: Field, word: string): string | null {
  for (const [value, others] of Object.entries(choices[field] ?? {}))
    if (value === word || others.includes(word)) return value
  return null
}

const dayMs = 86_400_000

/** A day as `2026-05`, `2026-05-07`, `2026`, or so long ago: `7d`, `2w`, `3m`, `1y`. Gives its beginning, in UTC, ms. */
function dayFrom(word: string, now: number): number | null {
  const [, count = '', unit = ''] = /^(\d{1,4})([dwmy天周月年])$/.exec(word) ?? []
  const days: Record<string, number> = { d: 1, w: 7, m: 30, y: 365, 天: 1, 周: 7, 月: 30, 年: 365 }
  if (unit && !/^\d{4}年$/.test(word)) return now - Number(count) * (days[unit] ?? 1) * dayMs
  if (!/^\d{4}(-\d{1,2}){0,2}$/.test(word)) return null
  const [year = 0, month = 1, day = 1] = word.split('-').map(Number)
  return Date.UTC(year, month - 1, day)
}

function valueFrom(field: Field, word: string, now: number): string | number | null {
  if (field in choices) return choiceFrom(field, word)
  if (field === 'priority' && word in priorities) return priorities[word] ?? null
  if (numeric.includes(field)) return /^\d+(\.\d+)?%?$/.test(word) ? Number(word.replace('%', '')) : null
  return dated.includes(field) ? dayFrom(word, now) : word
}

const unquoted = (word: string): string => word.replace(/^"(.*?)"?$/s, '$1')

function termFrom(text: string, now: number): Term {
  const negated = text.length > 1 && text.startsWith('-')
  const body = negated ? text.slice(1) : text
  const [, name = '', operator = '', rest = ''] = /^([\p{L}]+)(:|[><]=?)(.+)$/su.exec(body) ?? []
  const field = fieldOf(name)
  if (!field) {
    const words = unquoted(body).toLocaleLowerCase()
    return { text, field: 'words', operator: ':', values: [words], negated, wrong: false }
  }
  const words = (rest.match(/"[^"]*"?|[^,]+/g) ?? []).map(word => unquoted(word).toLocaleLowerCase()).filter(Boolean)
  const values = words.map(word => valueFrom(field, word, now))
  const known = values.filter(value => value !== null)
  const compares = operator !== ':' && !numeric.includes(field) && !dated.includes(field)
  return { text, field, operator: operator as Operator, values: known, negated, wrong: known.length === 0 || compares }
}

/** Reads a query; what is no term is a word to look for. `now` is what days ago are counted from, ms. */
export function termsOf(query: string, now = Date.now()): Term[] {
  const words = query.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []
  return words.map(word => termFrom(word, now))
}

/** The query without one of its terms. */
export const withoutTerm = (query: string, index: number): string =>
  termsOf(query)
    .filter((_, at) => at !== index)
    .map(term => term.text)
    .join(' ')

/** The query with a term more; one of the same field is replaced. */
export function withTerm(query: string, text: string): string {
  const [added] = termsOf(text)
  const kept = termsOf(query).filter(term => added?.field === 'words' || term.field !== added?.field)
  return [...kept.map(term => term.text), text].join(' ')
}

/** A value as it is written in a query. */
export const written = (value: string): string => (/[\s,"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value)

/** Whether a number (or instant) answers a term. A day given as `2026-05` means all of it: see `dayFrom`. */
export function compares(value: number, { operator, values }: Term): boolean {
  return values.some(wanted => {
    const other = Number(wanted)
    if (operator === ':') return value === other
    if (operator === '>') return value > other
    if (operator === '<') return value < other
    return operator === '>=' ? value >= other : value <= other
  })
}

/** Whether a number is a priority that has a name. */
export const priorityOfNumber = (value: string | number): boolean => Object.values(priorities).includes(Number(value))
