import type { TFunction } from 'i18next'
import { itemKinds, readingStatuses } from '../../electron/contract/choices.ts'
import { type Field, valuesOf, written } from '../lib/query.ts'
import { useLibrary } from '../state/library.ts'
import type { MenuEntry } from '../ui/Menu.tsx'

type T = TFunction<'topics'>

/** How many tags the menu lists; the others are typed. */
const mostTags = 20

/** What can be asked for, as a menu: each choice is written into the query, where the next one can be learned from it. */
export function termEntries(t: T, add: (term: string) => void): MenuEntry[] {
  const choice = (field: Field, values: readonly string[], wordOf: (value: string) => string): MenuEntry => ({
    label: t(`fields.${field}`),
    children: values.map(value => ({ label: wordOf(value), run: () => add(`${field}:${value}`) })),
  })
  const term = (label: string, text: string): MenuEntry => ({ label, run: () => add(text) })
  const tags = Object.values(useLibrary.getState().data.tags)
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b))
  const year = new Date().getFullYear()
  return [
    choice('status', readingStatuses, value => t(`statuses.${value}`)),
    ...(tags.length > 0
      ? [
          {
            label: t('fields.tag'),
            children: tags.slice(0, mostTags).map(name => term(name, `tag:${written(name.toLocaleLowerCase())}`)),
          },
        ]
      : []),
    choice('kind', itemKinds, value => t(`kinds.${value}`)),
    {
      label: t('fields.priority'),
      children: [3, 2, 1].map(priority => term(t(`priorities.${priority}`), `priority:${priority}`)),
    },
    {
      label: t('fields.rating'),
      children: [5, 4, 3].map(rating => term(t('atLeast', { count: rating }), `rating>=${rating}`)),
    },
    {
      label: t('fields.year'),
      children: [year, year - 1, year - 3, year - 5].map(since => term(t('since', { year: since }), `year>=${since}`)),
    },
    choice('has', valuesOf('has'), value => t(`possessions.${value}`)),
    {
      label: t('fields.added'),
      children: [
        term(t('lastDays.7'), 'added>7d'),
        term(t('lastDays.30'), 'added>30d'),
        term(t('lastDays.365'), 'added>1y'),
      ],
    },
    {
      label: t('fields.opened'),
      children: [term(t('lastDays.7'), 'opened>7d'), term(t('lastDays.30'), 'opened>30d')],
    },
  ]
}
