import { StreamLanguage, syntaxHighlighting, type StringStream } from '@codemirror/language'
import { classHighlighter } from '@lezer/highlight'

const keywords =
  /^(alias|break|case|const|const_assert|continue|continuing|default|diagnostic|discard|else|enable|fn|for|if|let|loop|override|requires|return|struct|switch|var|while|true|false)$/
const types =
  /^(bool|[iuf]32|f16|vec[234][iufh]?|mat[234]x[234][fh]?|array|atomic|ptr|storage|uniform|workgroup|private|function|read|read_write|write)$/

interface Place {
  /** Open block comments. */
  depth: number
}

function inComment(stream: StringStream, place: Place): string {
  while (!stream.eol() && place.depth) {
    if (stream.match('/*')) place.depth++
    else if (stream.match('*/')) place.depth--
    else stream.next()
  }
  return 'comment'
}

/** Colours for WGSL, word by word. */
export const wgsl = [
  StreamLanguage.define<Place>({
    name: 'wgsl',
    startState: () => ({ depth: 0 }),
    token(stream, place) {
      if (place.depth) return inComment(stream, place)
      if (stream.eatSpace()) return null
      if (stream.match('/*')) {
        place.depth = 1
        return inComment(stream, place)
      }
      if (stream.match('//')) {
        stream.skipToEnd()
        return 'comment'
      }
      if (stream.match(/^(0[xX][\da-fA-F]+|\d[\d.]*([eE][+-]?\d+)?)[iufh]?/)) return 'number'
      if (stream.match(/^@\s*\w+/)) return 'meta'
      const [word] = (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u) as RegExpMatchArray | null) ?? []
      if (!word) {
        stream.next()
        return null
      }
      return keywords.test(word) ? 'keyword' : types.test(word) ? 'typeName' : 'variableName'
    },
    languageData: { commentTokens: { line: '//', block: { open: '/*', close: '*/' } } },
  }),
  syntaxHighlighting(classHighlighter),
]
