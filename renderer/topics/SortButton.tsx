import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sortColumns } from '../state/sorting.ts'
import { setSort, turnSort, useSorts } from '../state/sorts.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { Menu, type MenuEntry, type MenuPlace } from '../ui/Menu.tsx'

/** What a list is sorted by; a menu of every column, and the order by hand. */
export function SortButton({ name }: { name: string }) {
  const { t } = useTranslation('topics')
  const sort = useSorts(({ sorts }) => sorts[name])
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const entries: MenuEntry[] = [
    { label: t('byHand'), checked: !sort, run: () => setSort(name, null) },
    ...sortColumns.map((column, index) => ({
      label: t(`columns.${column}`),
      checked: sort?.column === column,
      apart: index === 0,
      run: () =>
        sort?.column === column ? setSort(name, { column, descending: !sort.descending }) : turnSort(name, column),
    })),
  ]
  return (
    <>
      <Button
        look="bare"
        className="sort-button"
        aria-haspopup="menu"
        aria-label={t('sortedBy', { column: t(sort ? `columns.${sort.column}` : 'byHand') })}
        onClick={event => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          setMenu({ x: left, y: bottom + 4 })
        }}
      >
        {t(sort ? `columns.${sort.column}` : 'byHand')}
        <Icon name={sort && !sort.descending ? 'up' : 'down'} />
      </Button>
      {menu && <Menu label={t('sort')} place={menu} entries={entries} onClose={() => setMenu(null)} />}
    </>
  )
}
