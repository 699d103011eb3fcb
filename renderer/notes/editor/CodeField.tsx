import { EditorView } from '@codemirror/view'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { adoptStyles } from '../../ui/adopted-styles.ts'
import { editorState, type EditorOptions } from './setup.ts'

interface Props extends EditorOptions {
  /** The editor when it is there, and null when it goes. */
  onView(view: EditorView | null): void
}

/** A text box for Markdown. Its text follows `text` where that was changed elsewhere, with the cursor where it was. */
export function CodeField({ onView, ...options }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef(options)
  const told = useRef(options.text)
  useLayoutEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    adoptStyles()
    const editor = new EditorView({
      parent: place.current!,
      state: editorState({
        ...latest.current,
        onChange: text => {
          told.current = text
          latest.current.onChange(text)
        },
        onDone: () => latest.current.onDone(),
        drawFormula: (tex, where, display) => latest.current.drawFormula(tex, where, display),
      }),
    })
    view.current = editor
    editor.focus()
    onView(editor)
    return () => {
      onView(null)
      editor.destroy()
    }
  }, [onView])
  const { text } = options
  useEffect(() => {
    if (text === told.current || !view.current) return
    told.current = text
    view.current.dispatch(changeTo(view.current, text))
  }, [text])
  return <div ref={place} className="code-field" />
}

/** The smallest single change that makes the editor's text this one. */
function changeTo({ state }: EditorView, text: string) {
  const now = state.sliceDoc()
  const limit = Math.min(now.length, text.length)
  let from = 0
  while (from < limit && now[from] === text[from]) from++
  let end = 0
  while (end < limit - from && now.at(-1 - end) === text.at(-1 - end)) end++
  // The editor counts every line break as one.
  const at = (length: number) => state.toText(now.slice(0, length)).length
  return {
    changes: { from: at(from), to: at(now.length - end), insert: state.toText(text.slice(from, text.length - end)) },
  }
}
