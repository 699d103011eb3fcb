import { deflateSync } from 'node:zlib'
import type { Addition } from './append.ts'
import { type FontFile, readFont, systemFonts } from './fonts.ts'
import { cidsOf } from './cff.ts'
import { type Glyph, type Shaper, shaperOf, subsetOf } from './harfbuzz.ts'
import { helveticaWidth, winAnsiFrom } from './helvetica.ts'
import { dict, name, type PdfObject, PdfString, type Ref, Stream } from './objects.ts'
import { sfntFrom, tablesOf } from './sfnt.ts'

/** A font in which text can be set in an appearance. Lengths are for size 1. */
export interface Typeface {
  /** Height of the letters above and (negative) below the baseline. */
  readonly ascender: number
  readonly descender: number
  width(line: string): number
  /** The operators that show a line from the current point: `… Tj` or `… TJ`. */
  show(line: string): string
  /** The font's object; call it when every line has been shown. */
  ref(): Promise<Ref>
}

const hex = (bytes: Uint8Array | readonly number[]): string => `<${Buffer.from(bytes).toString('hex')}>`

/** Helvetica, where it has every letter. */
function helvetica(addition: Addition): Typeface {
  let made: Ref | undefined
  return {
    ascender: 0.718,
    descender: -0.207,
    width: helveticaWidth,
    show: line => `${hex(winAnsiFrom(line) ?? [])}Tj`,
    ref: async () =>
      (made ??= addition.add(
        dict({
          Type: name('Font'),
          Subtype: name('Type1'),
          BaseFont: name('Helvetica'),
          Encoding: name('WinAnsiEncoding'),
        }),
      )),
  }
}

/** The fonts of this machine that can be embedded with the glyphs that are shown; each is opened and embedded once. */
class Embeddable {
  private readonly opened = new Map<FontFile, Promise<Embedded | null>>()
  private readonly addition: Addition

  constructor(addition: Addition) {
    this.addition = addition
  }

  /** The font that has the letters of `text`, or lacks fewest; null where the machine has no font that is known. */
  async for(text: string): Promise<Typeface | null> {
    let best: { font: Embedded; missing: number } | null = null
    for (const file of await systemFonts()) {
      const font = await this.open(file)
      if (!font) continue
      const missing = font.missingFrom(text)
      if (!best || missing < best.missing) best = { font, missing }
      if (missing === 0) break
    }
    return best && best.font
  }

  private open(file: FontFile): Promise<Embedded | null> {
    const known = this.opened.get(file)
    if (known) return known
    const opening = readFont(file)
      .then(async bytes => new Embedded(this.addition, bytes, file.face, await shaperOf(bytes, file.face)))
      .catch(() => null) // a font that cannot be read is none
    this.opened.set(file, opening)
    return opening
  }
}

/** The fonts that an addition needs, each put into it once. */
export class Faces {
  private readonly latin: Typeface
  private readonly embeddable: Embeddable

  constructor(addition: Addition) {
    this.latin = helvetica(addition)
    this.embeddable = new Embeddable(addition)
  }

  /** Helvetica where it has every letter of the text, else the font of this machine that has most. */
  async for(text: string): Promise<Typeface> {
    const isPlain = text.split(/\r?\n/).every(line => winAnsiFrom(line) !== null)
    return isPlain ? this.latin : ((await this.embeddable.for(text)) ?? this.latin)
  }
}

/** A glyph that was shown: how wide it is and which letters it stands for. */
interface Shown {
  glyph: number
  width: number
  letters: string
}

class Embedded implements Typeface {
  readonly ascender: number
  readonly descender: number
  /** By the code that shows it. */
  private readonly used = new Map<number, Shown>()
  /** Codes that no glyph is named by are given out from here downwards. */
  private spare = 0xffff
  private readonly addition: Addition
  private readonly bytes: Uint8Array
  private readonly face: number
  private readonly shaper: Shaper
  /** How a PDF names a glyph: by its CID where the font has CIDs, by its number else. */
  private readonly cidOf: ((glyph: number) => number) | null
  /** Whether its outlines are in the Compact Font Format. */
  private readonly isCompact: boolean
  private made: Promise<Ref> | undefined

  constructor(addition: Addition, bytes: Uint8Array, face: number, shaper: Shaper) {
    this.addition = addition
    this.bytes = bytes
    this.face = face
    this.shaper = shaper
    this.ascender = shaper.ascender / shaper.unitsPerEm
    this.descender = shaper.descender / shaper.unitsPerEm
    const outlines = tablesOf(bytes, face).get('CFF ')
    this.isCompact = outlines !== undefined
    this.cidOf = outlines ? cidsOf(outlines) : null
  }

  /** How many letters of the text the font lacks. */
  missingFrom(text: string): number {
    const lines = text.split(/\r?\n/)
    return lines.reduce((sum, line) => sum + this.shaper.shape(line).filter(({ id }) => id === 0).length, 0)
  }

  private nameOf(glyph: number): number {
    return this.cidOf?.(glyph) ?? glyph
  }

  width(line: string): number {
    return this.shaper.shape(line).reduce((sum, { advance }) => sum + advance, 0) / this.shaper.unitsPerEm
  }

  show(line: string): string {
    const glyphs = this.shaper.shape(line)
    const ends = [...new Set(glyphs.map(({ cluster }) => cluster)), line.length].toSorted((a, b) => a - b)
    return glyphs.map(glyph => this.glyph(glyph, line, ends)).join('')
  }

  private glyph({ id, cluster, advance, dx, dy }: Glyph, line: string, ends: readonly number[]): string {
    const unit = 1000 / this.shaper.unitsPerEm
    const width = Math.round(advance * unit)
    const cid = this.codeOf(id, line.slice(cluster, ends[ends.indexOf(cluster) + 1]), width)
    const code = hex([cid >> 8, cid & 255])
    // A mark above or below its letter: raised by Ts, moved by numbers of TJ. Advances that kerning changed are made up for.
    const kerning = width - (this.used.get(cid)?.width ?? width)
    const shift = Math.round(dx * unit)
    const rise = dy === 0 ? ['', ''] : [`${((dy * unit) / 1000).toFixed(3)} Ts`, '0 Ts']
    if (shift === 0 && kerning === 0 && dy === 0) return `${code}Tj`
    return `${rise[0]}[${-shift}${code}${shift - kerning}]TJ ${rise[1]}`
  }

  /**
   * The code of a glyph: its name, or a spare one where that already stands for other letters. One picture can be several
   * letters', above all the box for what the font lacks, and each must be found and copied as what it is. Compact outlines
   * name their glyphs themselves; a code they do not know shows the box.
   */
  private codeOf(glyph: number, letters: string, width: number): number {
    const own = this.nameOf(glyph)
    const has = (code: number): boolean =>
      this.used.get(code)?.glyph === glyph && this.used.get(code)?.letters === letters
    if (!this.used.has(own)) this.used.set(own, { glyph, width, letters })
    if (has(own) || (this.isCompact && glyph !== 0)) return own
    const known = [...this.used.keys()].find(has)
    if (known !== undefined) return known
    this.used.set(this.spare, { glyph, width, letters })
    return this.spare--
  }

  ref(): Promise<Ref> {
    return (this.made ??= this.embed())
  }

  private async embed(): Promise<Ref> {
    const { addition, used } = this
    const glyphs = new Set([...used.values()].map(({ glyph }) => glyph))
    const cut = await subsetOf(this.bytes, this.face, glyphs, !this.cidOf)
    if (!cut) throw new Error('the font could not be cut down')
    const tables = tablesOf(cut)
    const outlines = tables.get('CFF ')
    // A subset's name begins with six letters of its own (9.9.2).
    const fontName = name(`${tagOf(glyphs)}+FoliumText`)
    const descriptor = dict({
      Type: name('FontDescriptor'),
      FontName: fontName,
      Flags: 4,
      FontBBox: [-1000, -1000, 2000, 2000],
      ItalicAngle: 0,
      Ascent: Math.round(this.ascender * 1000),
      Descent: Math.round(this.descender * 1000),
      CapHeight: 700,
      StemV: 80,
      ...(outlines
        ? { FontFile3: addition.add(packed(outlines, 'CIDFontType0C')) }
        : { FontFile2: addition.add(packed(trueType(tables))) }),
    })
    const descendant = dict({
      Type: name('Font'),
      Subtype: name(outlines ? 'CIDFontType0' : 'CIDFontType2'),
      BaseFont: fontName,
      CIDSystemInfo: dict({ Registry: ascii('Adobe'), Ordering: ascii('Identity'), Supplement: 0 }),
      FontDescriptor: addition.add(descriptor),
      DW: 1000,
      W: [...used].flatMap(([code, { width }]) => [code, [width]]),
      CIDToGIDMap: outlines ? undefined : this.glyphsOfCodes(),
    })
    return addition.add(
      dict({
        Type: name('Font'),
        Subtype: name('Type0'),
        BaseFont: fontName,
        Encoding: name('Identity-H'),
        DescendantFonts: [addition.add(descendant)],
        ToUnicode: addition.add(packed(Buffer.from(toUnicode(used), 'latin1'))),
      }),
    )
  }

  /** Which glyph a code shows (9.7.4.3): its own number, or a list of two bytes a code where spare ones were given out. */
  private glyphsOfCodes(): PdfObject {
    const codes = [...this.used]
    if (codes.every(([code, { glyph }]) => code === glyph)) return name('Identity')
    const list = Buffer.alloc(2 * (Math.max(...this.used.keys()) + 1))
    for (const [code, { glyph }] of codes) list.writeUInt16BE(glyph, 2 * code)
    return this.addition.add(packed(list))
  }
}

const ascii = (text: string): PdfString => new PdfString(Buffer.from(text, 'latin1'))

function packed(bytes: Uint8Array, subtype?: string): Stream {
  const entries: Record<string, PdfObject | undefined> = {
    Filter: name('FlateDecode'),
    Subtype: subtype ? name(subtype) : undefined,
    Length1: subtype ? undefined : bytes.length,
  }
  return new Stream(dict(entries), deflateSync(bytes, { level: 9 }))
}

/** What a TrueType font needs to be drawn (9.9.1). */
const trueType = (tables: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  sfntFrom(
    new Map(
      [...tables].filter(([tag]) =>
        ['glyf', 'loca', 'head', 'hhea', 'hmtx', 'maxp', 'cvt ', 'fpgm', 'prep'].includes(tag),
      ),
    ),
  )

function tagOf(glyphs: Iterable<number>): string {
  let number = [...glyphs].reduce((sum, glyph) => (sum * 31 + glyph) % 26 ** 6, 7)
  return Array.from({ length: 6 }, () => {
    const letter = String.fromCharCode(65 + (number % 26))
    number = Math.floor(number / 26)
    return letter
  }).join('')
}

/** The map from glyphs back to letters (9.10.3), so that the text can be found and copied. */
function toUnicode(used: ReadonlyMap<number, Shown>): string {
  const word = (value: number): string => value.toString(16).padStart(4, '0')
  const lines = [...used].map(
    ([id, { letters }]) =>
      `<${word(id)}> <${Array.from({ length: letters.length }, (_, at) => word(letters.charCodeAt(at))).join('')}>`,
  )
  const blocks: string[] = []
  // A block holds a hundred lines at most (Adobe Technical Note 5411).
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`
}
