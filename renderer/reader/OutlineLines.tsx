import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutlineEntry } from '../../electron/contract/library.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { childrenOf, indented, renamed, shownOf, withoutLine } from './outline.ts'

interface LinesProps {
  entries: readonly OutlineEntry[]
  sought: string
  current: number
  labels: readonly string[] | null
  editing: number | null
  onEdit(at: number | null): void
  onGo(entry: OutlineEntry): void
  onChange(entries: readonly OutlineEntry[]): void
}

/** The lines of an outline as a tree: one walks along it by the arrows, folds, renames (F2), deletes, indents (Alt and arrows). */
export function OutlineLines(props: LinesProps) {
  const { entries, sought, onEdit, onGo, onChange } = props
  const { t } = useTranslation('reader')
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const [focused, setFocused] = useState(0)
  const tree = useRef<HTMLDivElement>(null)
  const rows = shownOf(entries, folded, sought)
  const stop = rows.includes(focused) ? focused : (rows[0] ?? -1)
  const fold = (at: number, isFolded: boolean) => {
    const others = [...folded].filter(line => line !== at)
    setFolded(new Set(isFolded ? [...others, at] : others))
  }
  const focus = (at: number | undefined) => {
    if (at === undefined) return
    setFocused(at)
    requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>(`[data-line="${at}"]`)?.focus())
  }
  const actsOn = (at: number, entry: OutlineEntry): Record<string, () => void> => ({
    ArrowDown: () => focus(rows[rows.indexOf(at) + 1]),
    ArrowUp: () => focus(rows[rows.indexOf(at) - 1]),
    Home: () => focus(rows[0]),
    End: () => focus(rows.at(-1)),
    ArrowRight: () => fold(at, false),
    ArrowLeft: () => fold(at, true),
    Enter: () => onGo(entry),
    ' ': () => onGo(entry),
    F2: () => onEdit(at),
    Delete: () => onChange(withoutLine(entries, at)),
    'Alt+ArrowRight': () => onChange(indented(entries, at, 1)),
    'Alt+ArrowLeft': () => onChange(indented(entries, at, -1)),
  })
  const onKeyDown = (event: KeyboardEvent, at: number, entry: OutlineEntry) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return
    const act = actsOn(at, entry)[event.altKey ? `Alt+${event.key}` : event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div ref={tree} className="outline-lines" role="tree" aria-label={t('sidebar.outline')}>
      {rows.map(at => {
        const entry = entries[at]
        if (!entry) return null
        return (
          <Line
            key={at}
            {...props}
            at={at}
            entry={entry}
            isFolded={folded.has(at)}
            isStop={at === stop}
            onFold={() => fold(at, !folded.has(at))}
            onFocus={() => setFocused(at)}
            onKeyDown={event => onKeyDown(event, at, entry)}
            onNamed={() => focus(at)}
          />
        )
      })}
    </div>
  )
}

interface LineProps extends LinesProps {
  at: number
  entry: OutlineEntry
  isFolded: boolean
  /** Tab comes to it. */
  isStop: boolean
  onFold(): void
  onFocus(): void
  onKeyDown(event: KeyboardEvent): void
  onNamed(): void
}

function Line({ at, entry, isFolded, isStop, onFold, onFocus, onKeyDown, onNamed, ...lines }: LineProps) {
  const { entries, current, labels, editing, onEdit, onGo, onChange } = lines
  const isParent = childrenOf(entries, at) > 0
  const name = (title: string | null) => {
    onEdit(null)
    if (title && title !== entry.title) onChange(renamed(entries, at, title))
    onNamed()
  }
  return (
    <div
      role="treeitem"
      className="outline-line"
      data-line={at}
      tabIndex={isStop ? 0 : -1}
      aria-level={entry.level + 1}
      aria-expanded={isParent ? !isFolded : undefined}
      aria-current={at === current || undefined}
      aria-selected={isStop}
      style={{ paddingInlineStart: `calc(var(--space-2) + ${entry.level} * var(--space-4))` }}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={() => onGo(entry)}
      onDoubleClick={() => onEdit(at)}
    >
      <span
        className="outline-twist"
        data-folded={isFolded || undefined}
        aria-hidden
        onClick={event => {
          if (!isParent) return
          event.stopPropagation()
          onFold()
        }}
      >
        {isParent && <Icon name="down" />}
      </span>
      {editing === at ? (
        <TitleBox title={entry.title} onDone={name} />
      ) : (
        <span className="outline-title">{entry.title}</span>
      )}
      <span className="outline-page">{labels?.[entry.page - 1] ?? entry.page}</span>
      {editing !== at && <Acts onEdit={() => onEdit(at)} onDelete={() => onChange(withoutLine(entries, at))} />}
    </div>
  )
}

/** For the mouse; the keys do the same. */
function Acts({ onEdit, onDelete }: { onEdit(): void; onDelete(): void }) {
  const { t } = useTranslation('reader')
  return (
    <span className="outline-acts" onClick={event => event.stopPropagation()}>
      <IconButton icon="pencil" tabIndex={-1} label={t('outline.rename')} shortcut="F2" side="left" onClick={onEdit} />
      <IconButton
        icon="trash"
        tabIndex={-1}
        label={t('outline.delete')}
        shortcut="Delete"
        side="left"
        onClick={onDelete}
      />
    </span>
  )
}

/** Takes a line's title; Enter or leaving keeps it, Esc does not. */
function TitleBox({ title, onDone }: { title: string; onDone(title: string | null): void }) {
  const { t } = useTranslation('reader')
  const box = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => box.current?.select(), [])
  const end = (text: string | null) => {
    if (done.current) return
    done.current = true
    onDone(text)
  }
  return (
    <form
      className="outline-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        end(box.current?.value.trim() ?? null)
      }}
      onClick={event => event.stopPropagation()}
    >
      <input
        ref={box}
        className="text-field"
        aria-label={t('outline.rename')}
        defaultValue={title}
        maxLength={2000}
        autoFocus
        onBlur={event => end(event.target.value.trim())}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Escape') end(null)
        }}
      />
    </form>
  )
}
