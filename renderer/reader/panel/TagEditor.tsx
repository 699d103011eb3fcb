import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editAnnotations, knownTags } from '../../state/annotations.ts'
import { tagged } from '../annotations/several.ts'
import type { ShownAnnotation } from '../annotations/tools/index.ts'

interface TagEditorProps {
  annotation: ShownAnnotation
  /** Esc, where no tag is being written. */
  onDone(): void
}

/** An annotation's tags: each can be taken off, and one typed is put on. */
export function TagEditor({ annotation, onDone }: TagEditorProps) {
  const { t } = useTranslation('annotations')
  const { id, paper, tags = [] } = annotation
  const keep = (next: readonly string[]) =>
    void editAnnotations(paper, 'tag', [{ id, annotation: tagged(annotation, next) }])
  return (
    <div className="tag-editor">
      <ul className="annotation-tags" aria-label={t('tags.label')}>
        {tags.map(tag => (
          <li key={tag}>
            {tag}
            <button
              type="button"
              aria-label={t('tags.remove', { tag })}
              title={t('tags.remove', { tag })}
              onClick={() => keep(tags.filter(other => other !== tag))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <TagField onTag={tag => keep([...tags, tag])} onDone={onDone} />
    </div>
  )
}

interface TagFieldProps {
  onTag(tag: string): void
  onDone(): void
}

/** A line for one tag, completed from those that are in use. */
export function TagField({ onTag, onDone }: TagFieldProps) {
  const { t } = useTranslation('annotations')
  const [text, setText] = useState('')
  const list = useId()
  const take = () => {
    if (text.trim()) onTag(text.trim())
    setText('')
  }
  return (
    <>
      <input
        className="text-field"
        type="text"
        aria-label={t('tags.add')}
        placeholder={t('tags.add')}
        maxLength={100}
        list={list}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (!['Escape', 'Enter', ',', '，'].includes(event.key)) return
          event.preventDefault()
          event.stopPropagation()
          if (event.key !== 'Escape') take()
          else if (text) setText('')
          else onDone()
        }}
        onBlur={take}
      />
      <datalist id={list}>
        {knownTags().map(tag => (
          <option key={tag}>{tag}</option>
        ))}
      </datalist>
    </>
  )
}
