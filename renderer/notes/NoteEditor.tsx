import type { EditorView } from '@codemirror/view'
import type { TFunction } from 'i18next'
import { useCallback, useContext, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Draft, followNote, isUnsaved, keepDraft, saveDraft, useDrafts, writeDraft } from '../state/drafts.ts'
import { useLibrary } from '../state/library.ts'
import { openedEditor, showPicture, useNoteDesk } from '../state/note-desk.ts'
import { Button } from '../ui/Button.tsx'
import { failureSentence } from '../ui/failure-sentence.ts'
import { drawFormula } from '../ui/formula-drawing.ts'
import { MacrosContext } from '../ui/macros.ts'
import { CodeField } from './editor/CodeField.tsx'
import { editorCommands, withBlock } from './editor/commands.ts'
import { Note } from './Note.tsx'
import { NoteOfTopic } from './note-place.ts'
import './editor/editor.css'

/** A pause in typing after which the text is kept, ms. */
const pauseMs = 1200
/** From this width on text and picture stand side by side, CSS pixels. */
const besidePx = 720

/** A topic's note as its Markdown, with the drawn note beside it or in its place. It is kept in every pause and on leaving. */
export function NoteEditor({ topicId }: { topicId: string }) {
  const draft = useDrafts(({ drafts }) => drafts[topicId])
  const entries = useLibrary(({ catalogue }) => catalogue.entriesOf(topicId))
  const markdown = draft?.markdown
  useEffect(() => followNote(topicId), [topicId, entries])
  useEffect(() => {
    const waiting = setTimeout(() => void saveDraft(topicId), pauseMs)
    return () => clearTimeout(waiting)
  }, [topicId, markdown])
  useEffect(() => {
    const leave = () => void keepDraft(topicId)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [topicId])
  return draft ? <Panes topicId={topicId} draft={draft} /> : null
}

function Panes({ topicId, draft }: { topicId: string; draft: Draft }) {
  const { t } = useTranslation('notes')
  const frame = useRef<HTMLDivElement>(null)
  const hasRoom = useRoom(frame)
  const wanted = useNoteDesk(({ picture }) => picture)
  const picture = wanted ?? hasRoom
  const shown = useDeferredValue(draft.markdown)
  const macros = useContext(MacrosContext)
  const phrases = useMemo(() => t('editor', { returnObjects: true }) as unknown as Record<string, string>, [t])
  return (
    <div ref={frame} className="note-editor" data-view={!picture ? 'text' : hasRoom ? 'both' : 'picture'}>
      <div className="note-editor-panes">
        <CodeField
          text={draft.markdown}
          label={t('source')}
          hint={t('sourceHint')}
          language={draft.language}
          phrases={phrases}
          onChange={text => writeDraft(topicId, text)}
          onDone={() => void keepDraft(topicId)}
          drawFormula={(tex, place, display) => drawFormula(tex, place, display, macros)}
          onView={useHandle(topicId)}
        />
        {picture && (
          <section className="note-picture" aria-label={t('picturePane')}>
            <NoteOfTopic value={topicId}>
              <Note markdown={shown} />
            </NoteOfTopic>
          </section>
        )}
      </div>
      <div className="note-editor-foot">
        <span>{draft.language ? t(`textOf.${draft.language}`) : t('textOfAll')}</span>
        <span className="note-editor-state" role="status" data-refused={draft.refusal !== null || undefined}>
          {stateOf(draft, t)}
        </span>
        <Button look="quiet" aria-pressed={picture} onClick={() => showPicture(!picture)}>
          {t('showPicture')}
        </Button>
        <Button look="primary" onClick={() => void keepDraft(topicId)}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}

/** "Saved" is said only of what the host has acknowledged. */
function stateOf(draft: Draft, t: TFunction<'notes'>): string {
  if (draft.isSaving) return t('state.saving')
  if (draft.refusal) return t('state.refused', { reason: failureSentence(draft.refusal) })
  return t(isUnsaved(draft) ? 'state.unsaved' : 'state.saved')
}

/** Lets the table of actions reach the editor while it is open. */
function useHandle(topicId: string): (view: EditorView | null) => void {
  return useCallback(
    view => {
      if (!view) return openedEditor(null)
      openedEditor({
        topicId,
        hasFocus: () => view.hasFocus,
        run: command => {
          if (Object.hasOwn(editorCommands, command)) editorCommands[command as keyof typeof editorCommands](view)
        },
        insert: block => {
          view.dispatch(withBlock(view.state, block))
          view.focus()
        },
      })
    },
    [topicId],
  )
}

function useRoom(frame: React.RefObject<HTMLElement | null>): boolean {
  const [hasRoom, setRoom] = useState(true)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const sizes = new ResizeObserver(() => setRoom(element.clientWidth >= besidePx))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [frame])
  return hasRoom
}
