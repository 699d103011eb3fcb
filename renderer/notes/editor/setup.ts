import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension, Prec } from '@codemirror/state'
import { EditorView, highlightSpecialChars, keymap, type KeyBinding, placeholder } from '@codemirror/view'
import { linkCompletion } from './completion.ts'
import { formulaPreview } from './formula-preview.ts'
import { noteMarkdown } from './syntax.ts'
import { spellOnlyProse } from './unspelled.ts'

export interface EditorOptions {
  text: string
  label: string
  hint: string
  /** Language of the text, for the spelling checker; null for a text in every language. */
  language: string | null
  /** The library's own words for those that CodeMirror says, by its own. */
  phrases: Record<string, string>
  onChange(text: string): void
  /** Esc with nothing left to close, and Mod+Enter. */
  onDone(): void
  drawFormula(tex: string, place: HTMLElement, display: boolean): void
}

/** Keys that the table of actions has, or that mean something else here. */
const taken = new Set([
  'Mod-i',
  'Mod-Enter',
  'Mod-k',
  'Mod-Shift-k',
  'Mod-/',
  'Alt-A',
  'Mod-Alt-\\',
  'Ctrl-m',
  'Mod-f',
  'Escape',
])
const isOurs = ({ key = '' }: KeyBinding): boolean => !taken.has(key)

/** The text as one line break of the file has it; a text that mixes them is told by the plain one. */
const lineBreakOf = (text: string): Extension =>
  text.includes('\r\n') && !/[^\r]\n/.test(text) ? EditorState.lineSeparator.of('\r\n') : []

const behaviour: Extension = [
  history(),
  noteMarkdown,
  linkCompletion,
  spellOnlyProse,
  highlightSpecialChars(),
  closeBrackets(),
  highlightSelectionMatches({ minSelectionLength: 3 }),
  search({ top: true }),
  EditorView.lineWrapping,
  EditorState.allowMultipleSelections.of(false),
]

/** An editor's state for a note's Markdown. */
export function editorState({ text, label, hint, language, phrases, onChange, onDone, drawFormula }: EditorOptions) {
  const done = {
    run: () => {
      onDone()
      return true
    },
  }
  return EditorState.create({
    doc: text,
    extensions: [
      lineBreakOf(text),
      behaviour,
      formulaPreview(drawFormula),
      EditorState.phrases.of(phrases),
      placeholder(hint),
      EditorView.contentAttributes.of({
        'aria-label': label,
        spellcheck: 'true',
        autocorrect: 'on',
        ...(language ? { lang: language } : {}),
      }),
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && onChange(state.sliceDoc())),
      Prec.high(keymap.of([{ key: 'Mod-Enter', ...done }])),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...searchKeymap.filter(({ key }) => key !== 'Mod-d'),
        ...historyKeymap,
        ...defaultKeymap.filter(isOurs),
        // Behind everything that Esc closes first.
        { key: 'Escape', ...done },
      ]),
    ],
  })
}
