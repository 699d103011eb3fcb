import type { TFunction } from 'i18next'
import { priorityOfNumber, type Term } from '../lib/query.ts'

type T = TFunction<'topics'>

function valueWords({ field, text }: Term, value: string | number, t: T): string {
  if (field === 'status') return t(`statuses.${value}`)
  if (field === 'kind') return t(`kinds.${value}`)
  if (field === 'has') return t(`possessions.${value}`)
  if (field === 'priority' && priorityOfNumber(value)) return t(`priorities.${value}`)
  if (field === 'progress') return `${value} %`
  // A day is shown as it was written: "7d" says more than a date.
  return ['added', 'started', 'finished', 'opened'].includes(field)
    ? text.replace(/^.*?(?::|[<>]=?)/, '')
    : String(value)
}

/** A term in the window's language: "Status: reading", "Year > 2020", "not Tag: em". */
export function termWords(term: Term, t: T): string {
  const { field, operator, values, negated, wrong, text } = term
  if (wrong) return text
  const words = values.map(value => valueWords(term, value, t)).join(', ')
  const said =
    field === 'words'
      ? `“${words}”`
      : `${t(`fields.${field}`)}${operator === ':' ? ': ' : ` ${sign(operator)} `}${words}`
  return negated ? t('not', { term: said }) : said
}

const sign = (operator: string): string => operator.replace('>=', '≥').replace('<=', '≤')
