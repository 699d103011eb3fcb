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

/** What every editor of a shader has. */
const plain = [
  lineNumbers(),
  history(),
  highlightSpecialChars(),
  indentUnit.of('  '),
  marks,
  colours.of([]),
  keymap.of([...historyKeymap, ...standardKeymap]),
]

/**
 * A box for a shader with its lines numbered. Tab leaves it; what the compiler says is marked where it says it. The first
 * editor of a window takes too long for one frame: it is made, given its text and coloured each in a turn of its own. Until
 * then the text stands in its place.
 */
export function ShaderEditor(props: Props) {
  const begin = useContext(FirstDraw)
  const [editor, setEditor] = useState<EditorView>()
  useLayoutEffect(() => {
    const made: EditorView[] = []
    const make = () => {
      adoptStyles()
      made.push(new EditorView({ doc: '\n', extensions: plain }))
    }
    const takeBacks = [begin(make), begin(() => setEditor(made[0]))]
    return () => {
      for (const takeBack of takeBacks) takeBack()
      for (const each of made) each.destroy()
    }
  }, [begin])
  return editor ? <Editor {...props} editor={editor} /> : <Still text={props.text} />
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

function Editor({ editor, text, label, messages, onChange, onRun, onView }: Props & { editor: EditorView }) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef({ onChange, onRun, text, label })
  const known = useRef(text)
  const begin = useContext(FirstDraw)
  useLayoutEffect(() => {
    latest.current = { onChange, onRun, text, label }
  })
  // Before it is painted: nothing else stands in its place.
  useLayoutEffect(() => {
    editor.setState(stateOf(latest, known))
    const room = place.current!
    room.append(editor.dom)
    // The numbers stand by their lines once these have been measured.
    room.dataset['unmeasured'] = ''
    editor.requestMeasure({ read: () => undefined, write: () => delete room.dataset['unmeasured'] })
    onView(editor)
    const takeBack = begin(() => editor.dispatch({ effects: colours.reconfigure(wgsl) }))
    return () => {
      takeBack()
      onView(null)
    }
  }, [editor, begin, onView])
  useEffect(() => {
    if (text === known.current) return
    known.current = text
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
  }, [editor, text])
  useEffect(() => editor.dispatch({ effects: told.of(messages) }), [editor, messages])
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
      Prec.high(keymap.of([{ key: 'Mod-Enter', run }])),
      plain,
      EditorView.contentAttributes.of({ 'aria-label': latest.current.label, spellcheck: 'false', lang: 'en' }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (!docChanged) return
        const text = state.doc.toString()
        if (text === known.current) return
        known.current = text
        latest.current.onChange(text)
      }),
    ],
  })
}
