import { type FormEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutlineEntry } from '../../electron/contract/library.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'

export interface LineProps {
  entry: OutlineEntry
  at: number
  /** Of its page. */
  label: string
  /** Lines are under it. */
  isParent: boolean
  isFolded: boolean
  isCurrent: boolean
  isEdited: boolean
  /** Tab comes to it. */
  isStop: boolean
  onFold(): void
  onFocus(): void
  onGo(): void
  onEdit(): void
  onDelete(): void
  onKeyDown(event: KeyboardEvent): void
  onMenu(event: MouseEvent): void
  /** Null leaves its title. */
  onNamed(title: string | null): void
}

export function OutlineLine({ entry, at, label, isParent, isFolded, isCurrent, isEdited, isStop, ...on }: LineProps) {
  return (
    <div
      role="treeitem"
      className="outline-line"
      data-line={at}
      tabIndex={isStop ? 0 : -1}
      aria-level={entry.level + 1}
      aria-expanded={isParent ? !isFolded : undefined}
      aria-current={isCurrent || undefined}
      aria-selected={isStop}
      style={{ paddingInlineStart: `calc(var(--space-2) + ${entry.level} * var(--space-4))` }}
      onKeyDown={on.onKeyDown}
      onFocus={on.onFocus}
      onClick={on.onGo}
      onDoubleClick={on.onEdit}
      onContextMenu={on.onMenu}
    >
      <span
        className="outline-twist"
        data-folded={isFolded || undefined}
        aria-hidden
        onClick={event => {
          if (!isParent) return
          event.stopPropagation()
          on.onFold()
        }}
      >
        {isParent && <Icon name="down" />}
      </span>
      {isEdited ? (
        <TitleBox title={entry.title} onDone={on.onNamed} />
      ) : (
        <span className="outline-title">{entry.title}</span>
      )}
      <span className="outline-page">{label}</span>
      {!isEdited && <Acts onEdit={on.onEdit} onDelete={on.onDelete} />}
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
