import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tag } from '../../electron/contract/tag.ts'
import { useLibrary } from '../state/library.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/icons.tsx'
import { useDesk } from './desk.ts'
import { itemsOf, mark } from './mark-acts.tsx'
import { TagDot } from './TagDot.tsx'
import './tags.css'

/** Chooses the tags of some items: a line to find or name one, and those that there are, with what the items have of them. */
export function TagPicker() {
  const placeIds = useDesk(({ tagging }) => tagging)
  return placeIds && <OpenPicker placeIds={placeIds} />
}

interface Line {
  name: string
  tag: Tag | null
  has: boolean | 'mixed'
}

function OpenPicker({ placeIds }: { placeIds: readonly string[] }) {
  const { t } = useTranslation('topics')
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  // A tag that was given shows at once, and the records change in place.
  useLibrary(({ version }) => version)
  const items = itemsOf(placeIds)
  const lines = linesOf(
    text.trim(),
    items.map(item => item.tags ?? []),
  )
  const close = () => useDesk.setState({ tagging: null })
  const toggle = async (line: Line | undefined) => {
    if (!line) return
    await mark(items, line.has === true ? { removeTags: [line.name] } : { addTags: [line.name] })
    setText('')
    setAt(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const to = { ArrowDown: Math.min(at + 1, lines.length - 1), ArrowUp: Math.max(at - 1, 0) }[event.key]
    if (event.key === 'Enter') void (event.ctrlKey || event.metaKey ? close() : toggle(lines[at]))
    if (to === undefined && event.key !== 'Enter') return
    event.preventDefault()
    setAt(to ?? at)
  }
  return (
    <Dialog label={t('tagItems', { count: items.length })} onClose={close}>
      <input
        className="palette-text"
        role="combobox"
        aria-expanded={lines.length > 0}
        aria-controls="tag-list"
        aria-activedescendant={lines[at] && `tag-line-${at}`}
        aria-label={t('tagItems', { count: items.length })}
        placeholder={t('tagHint')}
        value={text}
        maxLength={200}
        autoFocus
        onChange={event => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id="tag-list" className="tag-list" role="listbox" aria-label={t('tags')} aria-multiselectable="true">
        {lines.map((line, index) => (
          <div
            key={line.tag?.id ?? 'new'}
            id={`tag-line-${index}`}
            className="tag-line"
            role="option"
            aria-selected={line.has === true}
            data-at={index === at || undefined}
            onPointerMove={() => setAt(index)}
            onClick={() => void toggle(line)}
          >
            <span className="tag-check">
              {line.has !== false && <Icon name={line.has === true ? 'check' : 'minus'} />}
            </span>
            {line.tag ? <TagDot color={line.tag.color} /> : <Icon name="plus" />}
            <span className="clipped">{line.tag ? line.name : t('newTag', { name: line.name })}</span>
          </div>
        ))}
      </div>
      {lines.length === 0 && <p className="empty">{t('noTags')}</p>}
    </Dialog>
  )
}

/** The tags whose names hold the text, those begun by it first, and a new one where none is called that. */
function linesOf(text: string, tagsOfItems: readonly (readonly string[])[]): Line[] {
  const lower = text.toLocaleLowerCase()
  const tags = Object.values(useLibrary.getState().data.tags).filter(({ name }) =>
    name.toLocaleLowerCase().includes(lower),
  )
  const rank = ({ name }: Tag) => (name.toLocaleLowerCase().startsWith(lower) ? 0 : 1)
  const known = tags
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .map(tag => {
      const count = tagsOfItems.filter(ids => ids.includes(tag.id)).length
      const has = count === 0 ? false : count === tagsOfItems.length ? true : ('mixed' as const)
      return { name: tag.name, tag, has }
    })
  const isNew = text !== '' && !known.some(({ name }) => name.toLocaleLowerCase() === lower)
  return isNew ? [...known, { name: text, tag: null, has: false }] : known
}
