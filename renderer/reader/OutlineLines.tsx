import type { TFunction } from 'i18next'
import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutlineEntry } from '../../electron/contract/library.ts'
import { Menu, type MenuEntry, type MenuPlace } from '../ui/Menu.tsx'
import { childrenOf, indented, moved, withoutLine } from './outline.ts'
import { type LineProps, OutlineLine } from './OutlineLine.tsx'
import { useOutlineWalk } from './use-outline-walk.ts'

interface LinesProps {
  entries: readonly OutlineEntry[]
  sought: string
  current: number
  labels: readonly string[] | null
  editing: number | null
  onEdit(at: number | null): void
  onGo(entry: OutlineEntry): void
  onChange(entries: readonly OutlineEntry[]): void
  /** A line has been named; null leaves its title. */
  onName(at: number, title: string | null): void
}

/** The keys of what is done to a line. */
const keys = {
  rename: 'F2',
  up: 'Alt+ArrowUp',
  down: 'Alt+ArrowDown',
  deeper: 'Alt+ArrowRight',
  'less-deep': 'Alt+ArrowLeft',
  delete: 'Delete',
} as const
type Change = keyof typeof keys
const changes = Object.keys(keys) as Change[]

/** The lines of an outline as a tree: one walks along it by the arrows, folds, and changes it by keys or a menu. */
export function OutlineLines(props: LinesProps) {
  const { entries, sought, current, labels, editing, onEdit, onGo, onName } = props
  const { t } = useTranslation('reader')
  const { tree, rows, stop, folded, fold, focus, setFocused, walksFrom } = useOutlineWalk(entries, sought)
  const [menu, setMenu] = useState<(MenuPlace & { at: number }) | null>(null)
  const actsOn = (at: number) => changesOf(at, props, focus)
  const onKeyDown = (event: KeyboardEvent, at: number, entry: OutlineEntry) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return
    const act = actBy(event, actsOn(at), { ...walksFrom(at), Enter: () => onGo(entry), ' ': () => onGo(entry) })
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const onNamed = (title: string | null, at: number, entry: OutlineEntry) => {
    onName(at, title)
    if (folded.has(at) && title) fold(at, true, { ...entry, title })
    focus(at)
  }
  const lineOf = (at: number, entry: OutlineEntry): LineProps => ({
    at,
    entry,
    label: labels?.[entry.page - 1] ?? String(entry.page),
    isParent: childrenOf(entries, at) > 0,
    isFolded: folded.has(at),
    isCurrent: at === current,
    isEdited: at === editing,
    isStop: at === stop,
    onFold: () => fold(at, !folded.has(at)),
    onFocus: () => setFocused(at),
    onGo: () => onGo(entry),
    onEdit: () => onEdit(at),
    onDelete: () => actsOn(at).delete?.(),
    onKeyDown: event => onKeyDown(event, at, entry),
    onMenu: event => {
      event.preventDefault()
      setFocused(at)
      setMenu({ at, ...placeOf(event) })
    },
    onNamed: title => onNamed(title, at, entry),
  })
  return (
    <>
      <div ref={tree} className="outline-lines" role="tree" aria-label={t('sidebar.outline')}>
        {rows.map(at => entries[at] && <OutlineLine key={at} {...lineOf(at, entries[at])} />)}
      </div>
      {menu && (
        <Menu
          label={t('outline.acts')}
          place={menu}
          entries={entriesOf(actsOn(menu.at), t)}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  )
}

/** Where a menu opens; from the keyboard the event has no point of its own. */
function placeOf({ clientX, clientY, currentTarget }: MouseEvent): MenuPlace {
  const { left, bottom } = currentTarget.getBoundingClientRect()
  return { x: clientX || left + 24, y: clientY || bottom }
}

/** What a key does to a line; what cannot be done keeps its key all the same. */
function actBy(event: KeyboardEvent, acts: Acts, walks: Record<string, () => void>): (() => void) | undefined {
  const key = event.altKey ? `Alt+${event.key}` : event.key
  const change = changes.find(name => keys[name] === key)
  return change ? (acts[change] ?? (() => undefined)) : walks[key]
}

const entriesOf = (acts: Acts, t: TFunction<'reader'>): MenuEntry[] =>
  changes.map(name => ({
    label: t(`outline.${name}`),
    shortcut: keys[name],
    apart: name === 'delete',
    ...(acts[name] ? { run: acts[name] } : { disabled: true }),
  }))

/** What can be done to a line; null where it cannot. */
type Acts = Record<Change, (() => void) | null>

function changesOf(at: number, { entries, onEdit, onChange }: LinesProps, focus: (at: number) => void): Acts {
  const move = (by: 1 | -1) => {
    const next = moved(entries, at, by)
    return next && (() => (onChange(next[0]), focus(next[1])))
  }
  const indent = (by: 1 | -1) => {
    const next = indented(entries, at, by)
    return next === entries ? null : () => onChange(next)
  }
  return {
    rename: () => onEdit(at),
    up: move(-1),
    down: move(1),
    deeper: indent(1),
    'less-deep': indent(-1),
    delete: () => {
      onChange(withoutLine(entries, at))
      focus(Math.min(at, entries.length - 2))
    },
  }
}
