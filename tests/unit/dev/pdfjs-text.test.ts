import '../../../electron/host/papers/with-resolvers.ts'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { getDocument, PDFWorker, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, expect, it } from 'vitest'
import { withFasterText } from '../../../electron/dev/pdfjs-text.mjs'
import { chinesePage, pdfFrom, prose, linesAt, twoColumns, written } from '../../fixtures/pdf.ts'

const pdfjs = path.resolve('node_modules/pdfjs-dist')
const original = path.join(pdfjs, 'legacy/build/pdf.worker.mjs')
const folder = await mkdtemp(path.join(tmpdir(), 'folium-pdfjs-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Parser {
  WorkerMessageHandler: { initializeFromPort(port: MessagePort): void }
}

/** All that a parser tells of the text of each page. */
async function contentsFrom(parser: string, data: Uint8Array): Promise<object[]> {
  const { WorkerMessageHandler } = (await import(pathToFileURL(parser).href)) as Parser
  const { port1, port2 } = new MessageChannel()
  WorkerMessageHandler.initializeFromPort(port2)
  port1.start()
  port2.start()
  const worker = new PDFWorker({ port: port1 } as unknown as ConstructorParameters<typeof PDFWorker>[0])
  const task = getDocument({
    data: data.slice(),
    worker,
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: `${pdfjs}/cmaps/`,
    standardFontDataUrl: `${pdfjs}/standard_fonts/`,
    disableFontFace: true,
    useSystemFonts: false,
  })
  const document = await task.promise
  const contents: object[] = []
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent({ disableNormalization: true })
    // Fonts are named after the document, which each parser counts by itself.
    contents.push(items.map(item => ('fontName' in item ? { ...item, fontName: '' } : item)))
  }
  await task.destroy()
  port1.close()
  return contents
}

/** A page whose text state has everything: ISO 32000-1, 9.3 and 9.4; with a font of type 3 (9.6.5) whose glyph is a box. */
const stirred = `q .8 .1 -.2 1.1 30 40 cm BT /F1 11 Tf 1.5 Tc 3 Tw 80 Tz 4 Ts 14 TL .9 .3 -.3 .9 80 500 Tm
(Turned and raised) Tj T* [(spa) -400 (ced) 30 (out)] TJ 0 Ts (and down again) ' ET Q
BT /F1 -9 Tf -1 0 0 -1 400 300 Tm (upside down) Tj ET BT /F1 -9 Tf 1 0 0 1 200 100 Tm (by its size) Tj ET
BT /F5 .5 Tf 20 0 0 20 72 200 Tm (aa a) Tj ET BT /F5 12 Tf 1 0 0 1 72 150 Tm 2 Ts (aaa) Tj ET`
const stream = (body: string) => ({ dict: '', stream: Buffer.from(body, 'latin1') })
const stirredPdf = () =>
  written([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F5 6 0 R >> >> >>`,
    stream(stirred),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 97 /LastChar 97
      /Widths [1000] /Encoding << /Type /Encoding /Differences [97 /a] >> /CharProcs << /a 7 0 R >> /Resources << >> >>`,
    stream('1000 0 0 0 750 750 d1 0 0 750 750 re f'),
  ])

it('reads the same text, to the last bit, as pdf.js as it comes', async () => {
  // Vitest leaves alone what stands among modules, and two megabytes are much to look through.
  const faster = path.join(folder, 'node_modules/pdf.worker.mjs')
  await mkdir(path.dirname(faster))
  await writeFile(faster, withFasterText(await readFile(original, 'utf8')))
  const papers = [
    pdfFrom([{ runs: linesAt(72, 700, prose), rotate: 90 }, twoColumns(true), chinesePage]),
    pdfFrom([
      { runs: [{ text: '从上到下', x: 300, y: 700, vertical: true }], cropBox: [10, 20, 600, 780], userUnit: 2 },
    ]),
    stirredPdf(),
  ]
  for (const paper of papers) {
    const expected = await contentsFrom(original, paper)
    expect(JSON.stringify(expected)).toMatch(/"str":"[^"]/)
    expect(await contentsFrom(faster, paper)).toEqual(expected)
  }
})

it('does not change a pdf.js that it does not know', () => {
  expect(() => withFasterText('export const WorkerMessageHandler = {}')).toThrow(/another way than 6\.5/)
})
