import { history, historyKeymap, standardKeymap } from '@codemirror/commands'
import { indentUnit } from '@codemirror/language'
import { Compartment, EditorState, Prec, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view'
import { useContext, useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type RefObject } from 'react'
import type { KernelRun } from '../../compute/index.ts'
import { FirstDraw } from '../../plot/use-width.ts'
import { adoptStyles } from '../../ui/adopted-styles.ts'
import { wgsl } from './wgsl.ts'
import './kernels.css'

export type Message = KernelRun['messages'][number]

interface Props {
  readonly text: string
  readonly label: string
  readonly messages: readonly Message[]
  readonly onChange: (text: string) => void
  /** Mod+Enter. */
  readonly onRun: () => void
  /** The editor when it is there, and null when it goes. */
  readonly onView: (view: EditorView | null) => void
}

const colours = new Compartment()
const told = StateEffect.define<readonly Message[]>()

/** Lines and places that the compiler speaks of; they move with the text until it speaks again. */
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let after = before.map(transaction.changes)
    for (const effect of transaction.effects) if (effect.is(told)) after = marksFrom(transaction.state, effect.value)
    return after
  },
  provide: field => EditorView.decorations.from(field),
})

function marksFrom({ doc }: EditorState, messages: readonly Message[]): DecorationSet {
  const ranges = messages.flatMap(({ line: number, column, length, severity, message }) => {
    if (number < 1 || number > doc.lines) return []
    const line = doc.line(number)
    const from = Math.min(line.to, line.from + Math.max(0, column - 1))
    const to = Math.min(line.to, from + Math.max(1, length))
    const whole = Decoration.line({ class: `said-${severity}` }).range(line.from)
    const part = Decoration.mark({ class: 'said-here', attributes: { title: message } })
    return to > from ? [whole, part.range(from, to)] : [whole]
  })
  return Decoration.set(ranges, true)
}

/**
 * A box for a shader with its lines numbered. Tab leaves it; what the compiler says is marked where it says it. An editor takes
 * long to make, so it has a turn of its own and its colours another; until then the text stands in its place.
 */
export function ShaderEditor(props: Props) {
  const begin = useContext(FirstDraw)
  const [isDue, setDue] = useState(false)
  useLayoutEffect(() => begin(() => setDue(true)), [begin])
  return isDue ? <Editor {...props} /> : <Still text={props.text} />
}

/** The text as it will stand in the editor, beside room for the numbers of its lines. */
function Still({ text }: { text: string }) {
  const digits = String(text.split('\n').length).length
  return (
    <div className="shader" aria-busy="true">
      <pre className="still" style={{ '--digits': digits } as CSSProperties}>
        {text}
      </pre>
    </div>
  )
}

function Editor({ text, label, messages, onChange, onRun, onView }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef({ onChange, onRun, text, label })
  const known = useRef(text)
  const view = useRef<EditorView>(null)
  const begin = useContext(FirstDraw)
  useLayoutEffect(() => {
    latest.current = { onChange, onRun, text, label }
  })
  // Before it is painted: nothing stands in its place any more.
  useLayoutEffect(() => {
    adoptStyles()
    const editor = new EditorView({ parent: place.current!, state: stateOf(latest, known) })
    view.current = editor
    onView(editor)
    const takeBack = begin(() => editor.dispatch({ effects: colours.reconfigure(wgsl) }))
    return () => {
      takeBack()
      onView(null)
      view.current = null
      editor.destroy()
    }
  }, [begin, onView])
  useEffect(() => {
    const editor = view.current
    if (!editor || text === known.current) return
    known.current = text
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
  }, [text])
  useEffect(() => {
    view.current?.dispatch({ effects: told.of(messages) })
  }, [messages])
  return <div ref={place} className="shader" data-keys="" />
}

function stateOf(
  latest: RefObject<{ text: string; label: string; onChange: (text: string) => void; onRun: () => void }>,
  known: RefObject<string>,
): EditorState {
  const run = () => {
    latest.current.onRun()
    return true
  }
  return EditorState.create({
    doc: latest.current.text,
    extensions: [
      lineNumbers(),
      history(),
      highlightSpecialChars(),
      indentUnit.of('  '),
      marks,
      colours.of([]),
      EditorView.contentAttributes.of({ 'aria-label': latest.current.label, spellcheck: 'false', lang: 'en' }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (!docChanged) return
        const text = state.doc.toString()
        if (text === known.current) return
        known.current = text
        latest.current.onChange(text)
      }),
      Prec.high(keymap.of([{ key: 'Mod-Enter', run }])),
      keymap.of([...historyKeymap, ...standardKeymap]),
    ],
  })
}
