import { useTranslation } from 'react-i18next'
import type { SortColumn } from '../state/sorting.ts'
import { turnSort, useSorts } from '../state/sorts.ts'
import { Icon } from '../ui/icons.tsx'

const columns: readonly SortColumn[] = ['title', 'author', 'year', 'status', 'annotations']

/** The headings of a list: each sorts by its column, the other way, and by hand again. */
export function ListHead({ name }: { name: string }) {
  const { t } = useTranslation('topics')
  const sort = useSorts(({ sorts }) => sorts[name])
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" aria-rowindex={1}>
        {columns.map(column => {
          const isSorted = sort?.column === column
          const direction = sort?.descending ? 'descending' : 'ascending'
          return (
            <span
              key={column}
              role="columnheader"
              aria-sort={isSorted ? direction : 'none'}
              data-column={column}
              data-sorted={isSorted || undefined}
            >
              <button
                type="button"
                title={t('sortBy', { column: t(`columns.${column}`) })}
                onClick={() => turnSort(name, column)}
              >
                <span className="list-head-word">{t(`columns.${column}`)}</span>
                {isSorted && <Icon name={sort.descending ? 'down' : 'up'} />}
              </button>
            </span>
          )
        })}
      </div>
    </div>
  )
}
