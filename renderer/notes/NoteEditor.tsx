import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { keepDraft, useDrafts, writeDraft } from '../state/drafts.ts'
import { Button } from '../ui/Button.tsx'

/** A topic's note as its Markdown. It is kept when one leaves it; a refused one stays here, and the header says why. */
export function NoteEditor({ topicId }: { topicId: string }) {
  const { t } = useTranslation('notes')
  const draft = useDrafts(({ drafts }) => drafts[topicId])
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    area.current?.focus()
    const leave = () => void keepDraft(topicId)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [topicId])
  if (!draft) return null
  const keep = () => void keepDraft(topicId)
  return (
    <div className="note-editor">
      <textarea
        ref={area}
        aria-label={t('source')}
        placeholder={t('sourceHint')}
        spellCheck={false}
        value={draft.markdown}
        onChange={event => writeDraft(topicId, { ...draft, markdown: event.target.value })}
        onKeyDown={event => {
          const done = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          if (!done || event.nativeEvent.isComposing) return
          event.preventDefault()
          event.stopPropagation()
          keep()
        }}
      />
      <div className="note-editor-foot">
        <span>{draft.language ? t(`textOf.${draft.language}`) : t('textOfAll')}</span>
        <Button look="primary" onClick={keep}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}
