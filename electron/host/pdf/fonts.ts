import { readdir, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** Folders in which the systems keep their fonts. */
const folders = (): string[] =>
  process.platform === 'win32'
    ? [path.join(process.env.WINDIR ?? 'C:\\Windows', 'Fonts')]
    : process.platform === 'darwin'
      ? ['/System/Library/Fonts', '/Library/Fonts', path.join(os.homedir(), 'Library/Fonts')]
      : ['/usr/share/fonts', '/usr/local/share/fonts', path.join(os.homedir(), '.local/share/fonts')]

/** Fonts with many scripts, the better first, each with its face for simplified Chinese where a file holds several. */
const wanted: readonly { file: RegExp; face: number }[] = [
  { file: /^NotoSansCJK-Regular\.ttc$/i, face: 2 },
  { file: /^(NotoSansCJKsc-Regular|NotoSansSC-Regular|SourceHanSansSC-Regular)\.otf$/i, face: 0 },
  { file: /^msyh\.ttc$/i, face: 0 },
  { file: /^Arial Unicode\.ttf$/i, face: 0 },
  { file: /^(Hiragino Sans GB|STHeiti Light|Songti)\.ttc$/i, face: 0 },
  { file: /^(wqy-microhei|wqy-zenhei|simsun)\.ttc$/i, face: 0 },
  { file: /^(DroidSansFallback(Full)?|simhei|malgun|msgothic|YuGothR)\.tt[fc]$/i, face: 0 },
  { file: /^(arial|DejaVuSans|NotoSans-Regular|LiberationSans-Regular|Helvetica)\.tt[fc]$/i, face: 0 },
  { file: /^NotoSans(Arabic|Hebrew|Devanagari|Thai)-Regular\.ttf$/i, face: 0 },
  { file: /^NotoNaskhArabic-Regular\.ttf$/i, face: 0 },
]

export interface FontFile {
  readonly file: string
  readonly face: number
}

let known: Promise<FontFile[]> | undefined

/** The fonts of this machine that can be tried, the better first. Folders are read once. */
export const systemFonts = (): Promise<FontFile[]> => (known ??= find())

async function find(): Promise<FontFile[]> {
  const found: { rank: number; font: FontFile }[] = []
  for (const folder of folders()) {
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    for (const file of names) {
      const rank = wanted.findIndex(({ file: pattern }) => pattern.test(path.basename(file)))
      const font = { file: path.join(folder, file), face: wanted[rank]?.face ?? 0 }
      if (rank >= 0) found.push({ rank, font })
    }
  }
  return found.toSorted((a, b) => a.rank - b.rank).map(({ font }) => font)
}

export const readFont = (font: FontFile): Promise<Buffer> => readFile(font.file)
