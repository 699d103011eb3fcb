// What other programs make of an annotated file: qpdf, poppler and MuPDF, where they are installed (Debian: qpdf,
// poppler-utils, mupdf-tools). Elsewhere these tests are skipped, and say so by name.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startPalette } from '../../../../electron/contract/choices.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { writeAnnotations } from '../../../../electron/host/pdf/writer.ts'
import { packedPdf } from '../../../fixtures/packed-pdf.ts'
import { type PdfPage, paperOf, pdfFrom } from '../../../fixtures/pdf.ts'
import { everyKind, highlightAt } from './marks.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'folium-pdf-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const has = (program: string, flag = '-v'): boolean => spawnSync(program, [flag]).error === undefined

async function fileWith(name: string, bytes: Uint8Array, marks = everyKind(), password = ''): Promise<string> {
  const file = path.join(folder, name)
  writeFileSync(file, (await writeAnnotations(PdfFile.open(bytes, password), marks, startPalette)).bytes)
  return file
}

/** A picture in the form P6 of PNM: at one pixel a unit. */
interface Picture {
  width: number
  height: number
  at(x: number, y: number): [number, number, number]
}

function pictureOf(ppm: Buffer): Picture {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1'))
  if (!head) throw new Error('no picture')
  const [width, height] = [Number(head[1]), Number(head[2])]
  const at = (x: number, y: number): [number, number, number] => {
    const from = head[0].length + 3 * (Math.floor(y) * width + Math.floor(x))
    return [ppm[from] ?? -1, ppm[from + 1] ?? -1, ppm[from + 2] ?? -1]
  }
  return { width, height, at }
}

const draw: Record<string, (file: string) => Picture> = {
  pdftoppm: file =>
    pictureOf(execFileSync('pdftoppm', ['-r', '72', '-cropbox', '-f', '1', '-l', '1', file], { maxBuffer: 1 << 26 })),
  mutool: file => {
    execFileSync('mutool', ['draw', '-q', '-r', '72', '-o', `${file}.ppm`, file, '1'])
    return pictureOf(readFileSync(`${file}.ppm`))
  },
}

const blank = (page: Partial<PdfPage>): PdfPage => ({ runs: [], ...page })
/** Each page with a highlight in the upper left of what is shown of it, as it is read, and its width then. */
const pages: [string, PdfPage, [number, number, number, number], number][] = [
  ['an upright page', blank({}), [50, 700, 150, 742], 612],
  ['a page turned by 90 degrees', blank({ rotate: 90 }), [50, 50, 92, 150], 792],
  ['a page turned by 270 degrees', blank({ rotate: 270 }), [520, 642, 562, 742], 792],
  [
    'a crop box with an offset',
    blank({ mediaBox: [-100, -100, 512, 692], cropBox: [-50, -60, 462, 640] }),
    [0, 548, 100, 590],
    512,
  ],
  ['a page in units of two points', blank({ mediaBox: [0, 0, 306, 396], userUnit: 2 }), [25, 350, 75, 371], 612],
]

for (const [program, picture] of Object.entries(draw))
  test.skipIf(!has(program)).each(pages)(
    `${program} draws a highlight where it is on %s`,
    async (name, page, rectPt, width) => {
      const file = await fileWith(`${program}-${name.replaceAll(' ', '-')}.pdf`, pdfFrom([page]), [
        highlightAt('one', 1, rectPt),
      ])
      const drawn = picture(file)
      // Poppler takes no notice of UserUnit.
      const scale = drawn.width / width
      // 50 from the left and from the top as it is read, 100 wide and 42 high; #ffd400 at half strength on white.
      for (const [x, y] of [
        [55, 55],
        [145, 55],
        [55, 87],
        [145, 87],
      ] as const) {
        const [red, green, blue] = drawn.at(x * scale, y * scale)
        expect(
          [red > 250, Math.abs(green - 234) < 6, Math.abs(blue - 128) < 8],
          `${red} ${green} ${blue} at ${x}, ${y}`,
        ).toEqual([true, true, true])
      }
      for (const [x, y] of [
        [45, 70],
        [155, 70],
        [100, 45],
        [100, 97],
      ] as const)
        expect(drawn.at(x * scale, y * scale)).toEqual([255, 255, 255])
    },
  )

test.skipIf(!has('qpdf', '--version')).each([
  ['table.pdf', pdfFrom(paperOf(3)), ''],
  ['streams.pdf', packedPdf(), ''],
  ['encrypted.pdf', pdfFrom(paperOf(2), { password: 'secret' }), 'secret'],
  [
    'mended.pdf',
    Buffer.from(
      Buffer.from(pdfFrom(paperOf(2)))
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n99'),
      'latin1',
    ),
    '',
  ],
])('qpdf finds nothing wrong with %s', async (name, bytes, password) => {
  const file = await fileWith(name, bytes, everyKind(), password)
  const { status, stdout, stderr } = spawnSync('qpdf', ['--check', `--password=${password}`, file], {
    encoding: 'utf8',
  })
  expect(stderr + stdout).not.toMatch(/WARNING|error:/i)
  expect(status).toBe(0)
})

test.skipIf(!has('qpdf', '--version')).each(['40', '128', '256'])(
  'keeps an encryption of %s bits that qpdf made',
  async bits => {
    const plain = path.join(folder, `plain-${bits}.pdf`)
    const locked = path.join(folder, `locked-${bits}.pdf`)
    writeFileSync(plain, pdfFrom(paperOf(1)))
    const more = bits === '256' ? [] : ['--allow-weak-crypto']
    const aes = bits === '128' ? ['--use-aes=y'] : []
    execFileSync('qpdf', [...more, '--encrypt', 'user', 'owner', bits, ...aes, '--', plain, locked])
    for (const password of ['user', 'owner']) {
      const file = await fileWith(`locked-${bits}-${password}.pdf`, readFileSync(locked), everyKind(), password)
      const { status, stdout, stderr } = spawnSync('qpdf', ['--check', `--password=${password}`, file], {
        encoding: 'utf8',
      })
      expect([status, stderr], stdout).toEqual([0, ''])
      const json = execFileSync('qpdf', ['--json', `--password=${password}`, file], {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      })
      expect(json).toContain('重要的 comment')
      for (const { kind, id } of everyKind()) expect(json, kind).toContain(id)
    }
  },
)
