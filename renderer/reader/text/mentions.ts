import { mentionKinds, type MentionKind } from '../../lib/mention-kinds.ts'

/** A part of the paper that its text speaks of: "Fig. 3", "式 (5)". */
export interface Mention {
  kind: MentionKind
  number: string
  /** Where it stands in the text. */
  start: number
  end: number
}

/** How numbers are written: "3", "A.1", "2-3"; appendices have letters. */
export const number = '(?:[A-Z]\\.?)?\\d{1,3}(?:[.-]\\d{1,3}){0,3}'
export const letter = '[A-H](?:\\.\\d{1,3}){0,3}(?![\\p{L}\\d])'

const names: Record<MentionKind, { english: string; chinese?: string }> = {
  figure: { english: '[Ff]igs?\\.?|[Ff]igures?|FIGS?\\.?|FIGURES?', chinese: '图|圖' },
  table: { english: '[Tt]ables?|[Tt]abs?\\.|TABLES?', chinese: '表' },
  equation: { english: '[Ee]qs?\\.?|[Ee]qns?\\.?|[Ee]quations?', chinese: '公式|等式|[方⽅]程|式' },
  section: { english: '[Ss]ections?|[Ss]ecs?\\.?' },
  appendix: { english: '[Aa]ppendix|[Aa]ppendices|App\\.', chinese: '附录|附錄' },
  algorithm: { english: '[Aa]lgorithms?|Algs?\\.', chinese: '算法' },
  theorem: { english: '[Tt]heorems?|Thms?\\.', chinese: '定理' },
  lemma: { english: '[Ll]emmas?|[Ll]emmata', chinese: '引理' },
  proposition: { english: '[Pp]ropositions?|Props?\\.', chinese: '命题|命題' },
  corollary: { english: '[Cc]orollary|[Cc]orollaries|Cors?\\.', chinese: '推论|推論' },
  definition: { english: '[Dd]efinitions?|Defs?\\.', chinese: '定义|定義' },
}
const numberOf = (kind: MentionKind): string => (kind === 'appendix' ? letter : number)

const all = mentionKinds.map(kind => {
  const { english, chinese } = names[kind]
  const [sign, of] = [kind === 'section' ? '|§§?' : '', numberOf(kind)]
  const words = `(\\b(?:${english})${sign})\\s*\\(?(${of})(?!\\d)\\)?`
  const han = chinese ? `|(?:${chinese})\\s*[（(]?\\s*(${of})(?!\\d)(?:\\s*[)）])?` : ''
  const section = kind === 'section' ? `|第\\s*(${of})\\s*[节節]` : ''
  // What follows in a list: "Figs. 1 and 2", "式 (1)、(2)".
  const more = `\\s*(?:,\\s*and|[,&–—~～、]|and|to|or|和|与|與|及|至|或)\\s*([（(]?(${of})(?!\\d)[)）]?)`
  return { kind, pattern: new RegExp(words + han + section, 'gu'), more: new RegExp(more, 'uy') }
})
/** One thing is followed by no list: in "Fig. 2, 30 steps" the 30 is none. */
const isOne = (name: string): boolean => !/(?:s\.?|§§|ices|ta)$/i.test(name)

/** What a text speaks of, in its order. */
export function mentionsIn(text: string): Mention[] {
  const found: Mention[] = []
  for (const { kind, pattern, more } of all)
    for (const { 0: words, 1: name, 2: first, 3: second, index } of text.matchAll(pattern)) {
      let end = index + words.length
      found.push({ kind, number: normalized(first ?? second ?? ''), start: index, end })
      if (name !== undefined && isOne(name)) continue
      for (more.lastIndex = end; ; more.lastIndex = end) {
        const next = more.exec(text)
        if (!next) break
        end = next.index + next[0].length
        found.push({ kind, number: normalized(next[2] ?? ''), start: end - (next[1] ?? '').length, end })
      }
    }
  return found.sort((a, b) => a.start - b.start)
}

const normalized = (written: string): string => written.replaceAll('-', '.')
export const targetKey = (kind: MentionKind, written: string): string => `${kind} ${normalized(written)}`

/** The numbers that may be meant, the likeliest first: what ends a line as "Eq. 4." may go on with the next one's number. */
export function numbersOf({ number: written }: Mention): string[] {
  const parts = written.split('.')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'))
}
