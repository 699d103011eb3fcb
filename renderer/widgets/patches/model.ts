import type { Report } from '../../compute/index.ts'
import { defineWidget, pythonFrom, type Claim, type Shown } from '../frame/model.ts'
import { choiceField, countField, matrixField, seedField, words } from '../frame/fields.ts'
import { cropped, pictures } from '../frame/pictures.ts'

const { house, face, sail } = pictures(32)

const fields = {
  patch: { ...countField('Side of a patch', '块的边长', 8, 1, 64, 16), symbol: 'P' },
  width: { ...countField('Width of a token', '词元维数', 16, 1, 128, 64), symbol: 'D' },
  position: choiceField('Positions', '位置编码', ['sinusoidal', 'none']),
  seed: seedField(),
  image: matrixField('Image', '图像', house, 16_384),
} as const
type Fields = typeof fields

interface Result {
  /** Patches down and across. */
  readonly grid: readonly [number, number]
  readonly patches: readonly (readonly number[])[]
  readonly projection: readonly (readonly number[])[]
  readonly tokens: readonly (readonly number[])[]
  readonly parameters: number
}
interface Certificate {
  readonly pixels: number
  readonly covered: boolean
  readonly linear: number
}

export const resultOf = ({ runs }: Pick<Shown<Fields>, 'runs'>): Result | undefined =>
  (runs['patches']?.report as Report<Result | undefined> | undefined)?.result

/** A flat square as rows. */
export const rowsOf = (flat: readonly number[]): number[][] => {
  const side = Math.round(Math.sqrt(flat.length))
  return Array.from({ length: side }, (_, i) => flat.slice(i * side, (i + 1) * side))
}

function claims({ values, runs }: Shown<Fields>): Claim[] {
  const report = runs['patches']?.report as Report<Result | undefined, Certificate> | undefined
  if (!report?.result) return []
  const { pixels, covered, linear } = report.certificate
  const tokens = report.result.patches.length + 1
  return [
    {
      words: words('Patches put back give the image; largest difference', '拼回各块即得原图；最大差'),
      value: pixels,
      holds: covered && pixels === 0,
    },
    {
      words: words('Tokens are one linear map of the patches; difference', '词元是块的同一线性映射；差'),
      value: linear,
      holds: linear < 1e-9,
    },
    {
      words: words('Scores of one attention, for tokens with the class token', '一次注意力的得分数（词元含类别词元）'),
      value: `${tokens}² = ${tokens * tokens}`,
    },
    ...(values.image.length % values.patch
      ? [
          {
            words: words('Rows left out at the lower edge: they fill no patch', '下边缘未凑成整块而略去的行数'),
            value: values.image.length % values.patch,
          },
        ]
      : []),
    {
      words: words('Numbers to learn before the first layer', '第一层之前要学的参数'),
      value: report.result.parameters,
    },
  ]
}

export const model = defineWidget({
  name: 'patches',
  title: words('Patches as words (ViT)', '图像块作词（ViT）'),
  fields,
  options: { position: { sinusoidal: words('sines, added', '正弦，相加'), none: words('none', '无') } },
  pictures: ['image'],
  examples: [
    { title: words('A house in sixteen words', '十六个词的房子'), values: {} },
    { title: words('A face in four words', '四个词的脸'), values: { image: face, patch: 16 } },
    { title: words('Small patches: many tokens', '小块：词元很多'), values: { image: sail, patch: 4 } },
    {
      title: words('Without positions equal patches are one', '没有位置，相同的块无法区分'),
      values: { position: 'none' },
    },
    {
      title: words('A blank page: only positions speak', '白纸：只剩位置'),
      values: { image: face.map(row => row.map(() => 0)) },
    },
  ],
  asks: ({ image, patch, width, position, seed }) => ({
    patches: { solver: 'patches', problem: { image: cropped(image, patch), patch, width, position }, seed },
  }),
  last: ({ runs }) => Math.max(0, (resultOf({ runs })?.patches.length ?? 1) - 1),
  formula: ({ values: { image, patch, width } }) => {
    const cut = cropped(image, patch)
    const [h, w] = [cut.length, cut[0]?.length ?? 0]
    const n = Math.floor(h / patch) * Math.floor(w / patch)
    return String.raw`N=\frac{HW}{P^2}=\frac{${h}\cdot ${w}}{${patch}^2}=${n},\qquad z_0=[x_{\text{cls}};\,x_1E;\dots;x_{${n}}E]+E_{\text{pos}},\quad E\in\mathbb R^{${patch * patch}\times ${width}}`
  },
  table: shown => {
    const tokens = resultOf(shown)?.tokens ?? []
    return {
      columns: [words('token', '词元'), ...Array.from({ length: shown.values.width }, (_, c) => `d${c + 1}`)],
      rows: tokens.map((row, i) => [i ? String(i) : 'cls', ...row]),
    }
  },
  certificate: claims,
  summary: shown => {
    const result = resultOf(shown)
    const [down, across] = result?.grid ?? [0, 0]
    return words(
      `The image is cut into ${down} × ${across} patches; patch ${shown.k + 1} is shown with its token.`,
      `图像被切成 ${down} × ${across} 块；显示第 ${shown.k + 1} 块及其词元。`,
    )
  },
  python: shown => {
    const { image, patch, position, width } = shown.values
    return `# An image cut into patches, each made a token by one linear map; the map is the one that Folium drew.
import numpy as np

image = np.array(${pythonFrom(cropped(image, patch))}, dtype=float)
E = np.array(${pythonFrom(resultOf(shown)?.projection ?? [])}, dtype=float)
P, D = ${patch}, ${width}
h, w = image.shape
patches = image.reshape(h // P, P, w // P, P).swapaxes(1, 2).reshape(-1, P * P)
tokens = np.vstack([np.zeros(D), patches @ E])
if ${pythonFrom(position !== 'none')}:
    angle = np.arange(len(tokens))[:, None] / 10000 ** (2 * (np.arange(D) // 2) / D)
    tokens = tokens + np.where(np.arange(D) % 2 == 0, np.sin(angle), np.cos(angle))
print(len(patches), "patches, tokens", tokens.shape)
print("first patch as a token", np.round(tokens[1], 4))
`
  },
})
