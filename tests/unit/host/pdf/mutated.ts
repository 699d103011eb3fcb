import { type PdfPage, paperOf, pdfFrom } from '../../../fixtures/pdf.ts'
import { formPdf } from '../../../fixtures/form-pdf.ts'
import { oddFormPdf } from '../../../fixtures/odd-form-pdf.ts'
import { packedPdf } from '../../../fixtures/packed-pdf.ts'
import { signedPdf } from '../../../fixtures/signed-pdf.ts'

/** A sequence of numbers from 0 to below `limit`, the same for a seed (mulberry32). */
function chance(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit)
  }
}

const annotated = (): PdfPage[] =>
  paperOf(2).map(page => ({
    ...page,
    annotations: [
      '/Subtype /Highlight /Rect [72 676 440 692] /QuadPoints [72 692 440 692 72 676 440 676] /C [1 1 0] /Contents (a) /NM (n1)',
      '/Subtype /Ink /Rect [72 400 140 440] /InkList [[72 400 100 440 140 410]] /BS << /W 2 >>',
    ],
  }))

/** Sound files to be spoilt: with a table, with streams, encrypted, with annotations, with forms, signed. */
const seeds: readonly (() => Uint8Array)[] = [
  () => pdfFrom(annotated(), { annotationObjects: true }),
  () => packedPdf(),
  () => pdfFrom(paperOf(2), { password: '' }),
  () => pdfFrom(annotated(), { romanPages: 1, outline: [{ title: 'One', page: 1 }] }),
  () => formPdf(),
  () => oddFormPdf(),
  () => signedPdf(2),
]

/** What a hostile or broken writer would put where a number, a name or a delimiter stood. */
const nasty = [
  '0',
  '-1',
  '99999999999999999999',
  '1 0 R',
  '9 0 R',
  '/Kids [2 0 R]',
  '/Prev 9',
  '/Length 2147483647',
  '/Filter [/FlateDecode /FlateDecode /FlateDecode]',
  '<<'.repeat(400),
  '['.repeat(3000),
  '(((((((',
  'endobj',
  'stream\n',
  '%%EOF',
  '/W [8 8 8]',
  '/Size 2000000000',
  '/ObjStm /N 100000000 /First 3',
  '\0\0\0\0',
]

/** A sound PDF spoilt in up to eight places, or cut short, or its parts put in another order. */
export function mutatedPdf(seed: number): Uint8Array<ArrayBuffer> {
  const pick = chance(seed + 1)
  let bytes = Buffer.from((seeds[seed % seeds.length] as () => Uint8Array)())
  const hits = 1 + pick(8)
  for (let hit = 0; hit < hits; hit++) {
    const at = pick(bytes.length)
    const way = pick(6)
    if (way === 0) bytes[at] = pick(256)
    else if (way === 1) bytes = bytes.subarray(0, Math.max(20, at))
    else if (way === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + pick(200))])
    else if (way === 3) {
      const piece = bytes.subarray(at, at + pick(400))
      const to = pick(bytes.length)
      bytes = Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(to)])
    } else if (way === 4) {
      const text = Buffer.from(nasty[pick(nasty.length)] ?? '', 'latin1')
      bytes = Buffer.concat([bytes.subarray(0, at), text, bytes.subarray(at + pick(12))])
    } else {
      // A number of the file becomes another: offsets, lengths, counts, references.
      const numbers = [...bytes.toString('latin1').matchAll(/\d+/g)]
      const number = numbers[pick(numbers.length)]
      if (!number) continue
      const other = Buffer.from(String(pick(3) === 0 ? 4_294_967_295 : pick(bytes.length * 2)))
      bytes = Buffer.concat([bytes.subarray(0, number.index), other, bytes.subarray(number.index + number[0].length)])
    }
  }
  return new Uint8Array(bytes)
}
