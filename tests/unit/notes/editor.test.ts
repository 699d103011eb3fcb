import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { linked, toggledMarks, withBlock } from '../../../renderer/notes/editor/commands.ts'
import { formulaAt } from '../../../renderer/notes/editor/formula-preview.ts'
import { noteMarkdown } from '../../../renderer/notes/editor/syntax.ts'

/** A state with the selection between bars: `a |word| b`; one bar is the cursor. */
function stateOf(marked: string): EditorState {
  const parts = marked.split('|')
  const [before = '', chosen = ''] = parts
  const anchor = before.length
  const head = anchor + (parts.length > 2 ? chosen.length : 0)
  const state = EditorState.create({ doc: parts.join(''), selection: { anchor, head }, extensions: [noteMarkdown] })
  ensureSyntaxTree(state, state.doc.length, 5000)
  return state
}
const marked = (state: EditorState): string => {
  const { from, to } = state.selection.main
  const text = state.sliceDoc()
  return from === to
    ? `${text.slice(0, from)}|${text.slice(from)}`
    : `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`
}
const kindsIn = (doc: string) => {
  const kinds: string[] = []
  const state = stateOf(doc.replaceAll('|', ''))
  // On a busy machine the state may have been made with only a part of its tree.
  const tree = ensureSyntaxTree(state, state.doc.length, 5000) ?? syntaxTree(state)
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (/Math|NoteLink|^Mark$|Emphasis$|FencedCode|SetextHeading/.test(name))
        kinds.push(`${name} ${state.sliceDoc(from, to)}`)
    },
  })
  return kinds
}

describe('noteMarkdown', () => {
  test('sees no emphasis in a formula, and closes it at as many dollars as opened it', () => {
    expect(kindsIn('a $x_1 * y_2$ and *b* $$c$d$$')).toEqual([
      'InlineMath $x_1 * y_2$',
      'Emphasis *b*',
      'InlineMath $$c$d$$',
    ])
  })

  test('leaves dollars that nothing closes, escaped ones, and those in code', () => {
    expect(kindsIn('costs 5$ only')).toEqual([])
    expect(kindsIn('\\$a\\$ `$b$`')).toEqual([])
  })

  test('keeps a formula of its own whole, whatever its lines look like', () => {
    expect(kindsIn('words\n$$\nx\n- y\n\n= z\n$$\nmore *b*')).toEqual([
      'BlockMath $$\nx\n- y\n\n= z\n$$',
      'Emphasis *b*',
    ])
    expect(kindsIn('> $$\n> x\n> $$\n\n*b*')).toEqual(['BlockMath $$\n> x\n> $$', 'Emphasis *b*'])
    expect(kindsIn('$$\nnever closed')).toEqual(['BlockMath $$\nnever closed'])
  })

  test('knows links between notes from links elsewhere', () => {
    expect(kindsIn('[[A_b_c]] [a](b) [[x')).toEqual(['NoteLink [[A_b_c]]'])
    expect(kindsIn('a ![[A_b_c]] ![d](e) ! [[f]]')).toEqual(['NoteLink ![[A_b_c]]', 'NoteLink [[f]]'])
  })

  test('knows marked words from signs that mark nothing', () => {
    expect(kindsIn('==a *b*== and **==c==**')).toEqual([
      'Mark ==a *b*==',
      'Emphasis *b*',
      'StrongEmphasis **==c==**',
      'Mark ==c==',
    ])
    expect(kindsIn('a == b, ===c===, \\==d==, `==e==`, $f==g==h$')).toEqual(['InlineMath $f==g==h$'])
    expect(kindsIn('words\n==\n')).toEqual(['SetextHeading1 words\n=='])
  })
})

describe('formulaAt', () => {
  test('gives the formula that the cursor stands in or at', () => {
    expect(formulaAt(stateOf('a $x|^2$ b'))).toMatchObject({ tex: 'x^2', display: false })
    expect(formulaAt(stateOf('a $x^2$| b'))).toMatchObject({ tex: 'x^2' })
    expect(formulaAt(stateOf('$$\nx|\n$$'))).toMatchObject({ tex: 'x', display: true })
    expect(formulaAt(stateOf('a| $x^2$ b'))).toBeNull()
    expect(formulaAt(stateOf('a $b|\n words $c'))).toBeNull()
  })
})

describe('commands', () => {
  const after = (state: EditorState, make: typeof linked) => marked(state.update(make(state)).state)

  test('puts marks around words and takes them away again', () => {
    const bold = (state: EditorState) => toggledMarks(state, '**')
    expect(after(stateOf('a |word| b'), bold)).toBe('a **|word|** b')
    expect(after(stateOf('a **|word|** b'), bold)).toBe('a |word| b')
    expect(after(stateOf('a **|word|** b'), state => toggledMarks(state, '*'))).toBe('a ***|word|*** b')
    expect(after(stateOf('|'), bold)).toBe('**|**')
  })

  test('makes a link of words, and of an address', () => {
    expect(after(stateOf('see |Nash|'), linked)).toBe('see [[Nash|]]')
    expect(after(stateOf('|https://a.org|'), linked)).toBe('[|](https://a.org)')
  })

  test('puts a block on lines of its own', () => {
    const quote = (state: EditorState) => withBlock(state, '> q\n')
    expect(after(stateOf('|'), quote)).toBe('> q\n|')
    expect(after(stateOf('one| two\n\nthree'), quote)).toBe('one two\n\n> q|\n\nthree')
    expect(after(stateOf('one\n|\nthree'), quote)).toBe('one\n\n> q\n|\nthree')
    expect(after(stateOf('one\nt|wo\nthree'), quote)).toBe('one\ntwo\n\n> q\n|\nthree')
  })
})
