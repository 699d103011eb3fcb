import type { Report } from '../../compute/index.ts'
import { defineWidget, pythonFrom, type Claim, type Shown } from '../frame/model.ts'
import { matrixField, rangeField, textField, words } from '../frame/fields.ts'
import { pictures } from '../frame/pictures.ts'

const { house, face, sail } = pictures(32)
const blank = house.map(row => row.map(() => 0.5))

const fields = {
  lambda: rangeField('Share of the first image', '第一张图像的比重', '\\lambda', 0.5, 0, 1),
  first_caption: textField('First caption', '第一条文本', 'a house under the sun', 500),
  second_caption: textField('Second caption', '第二条文本', 'a boat on the sea', 500),
  first: matrixField('First image', '第一张图像', house, 16_384),
  second: matrixField('Second image', '第二张图像', sail, 16_384),
} as const
type Fields = typeof fields

interface Result {
  readonly image: readonly (readonly number[])[]
  readonly caption: string
}
interface Certificate {
  readonly blend: number
  readonly captions: boolean
}

/** Steps from the second image alone to the mixture. */
export const frames = 20
export const shareAt = ({ values, k }: Pick<Shown<Fields>, 'values' | 'k'>): number =>
  (values.lambda * Math.min(k, frames)) / frames

export const mixed = ({ values }: Pick<Shown<Fields>, 'values'>, share: number): number[][] =>
  values.first.map((row, i) => row.map((grey, j) => share * grey + (1 - share) * (values.second[i]?.[j] ?? Number.NaN)))

const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['mix']?.report as Report<Result, Certificate> | undefined

/** Spread of an image's grey levels: what it has to tell. */
export function contrast(image: readonly (readonly number[])[]): number {
  const all = image.flat()
  const mean = all.reduce((sum, grey) => sum + grey, 0) / all.length
  return Math.sqrt(all.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / all.length)
}

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown)
  if (!report) return []
  const { result, certificate } = report
  const { first, second, lambda } = shown.values
  return [
    { words: words('Caption', '文本'), value: `“${result.caption}”` },
    {
      words: words('No word of either caption is lost; words', '两条文本一词不少；词数'),
      value: result.caption.split(/\s+/).filter(Boolean).length,
      holds: certificate.captions,
    },
    {
      words: words('Every grey level is λa + (1 − λ)b; difference', '每个灰度都是 λa + (1 − λ)b；差'),
      value: certificate.blend,
      holds: certificate.blend < 1e-12,
    },
    {
      words: words('Contrast left of the first image', '第一幅图余下的对比度'),
      value: lambda * contrast(first),
    },
    {
      words: words('Contrast left of the second image', '第二幅图余下的对比度'),
      value: (1 - lambda) * contrast(second),
    },
  ]
}

export const model = defineWidget({
  name: 'mixgen',
  title: words('MixGen: two images and captions mixed', 'MixGen：图文混合'),
  fields,
  pictures: ['first', 'second'],
  examples: [
    { title: words('A house and a boat, half and half', '房与船，各一半'), values: {} },
    { title: words('At λ = 0.9 one caption is all but false', 'λ = 0.9，一条文本几近虚假'), values: { lambda: 0.9 } },
    {
      title: words('Like scenes blur into one', '相似的场景混成一团'),
      values: {
        second: face,
        second_caption: 'a smiling face',
        first: face.map(row => row.toReversed()),
        first_caption: 'a face, mirrored',
      },
    },
    {
      title: words('A blank image: only contrast is lost', '空白图：只损失对比度'),
      values: { second: blank, second_caption: 'nothing' },
    },
  ],
  asks: ({ first, second, first_caption, second_caption, lambda }) => ({
    mix: { solver: 'mixgen', problem: { first, second, first_caption, second_caption, lambda, frames: 0 } },
  }),
  last: () => frames,
  formula: shown =>
    String.raw`\tilde x=\lambda x_i+(1-\lambda)x_j,\qquad \tilde t=t_i\oplus t_j,\qquad \lambda=${+shareAt(shown).toFixed(3)}`,
  table: shown => {
    const image = mixed(shown, shareAt(shown))
    return {
      columns: [words('row', '行'), ...(image[0]?.map((_, j) => String(j + 1)) ?? [])],
      rows: image.map((row, i) => [i + 1, ...row]),
    }
  },
  certificate: claims,
  summary: shown =>
    words(
      `The first image counts ${shareAt(shown).toFixed(2)}; the caption is “${reportOf(shown)?.result.caption ?? ''}”.`,
      `第一张图像占 ${shareAt(shown).toFixed(2)}；文本为“${reportOf(shown)?.result.caption ?? ''}”。`,
    ),
  python: ({
    values: { first, second, first_caption, second_caption, lambda },
  }) => `# MixGen (Hao and others 2023): images blended, captions joined.
import numpy as np

a = np.array(${pythonFrom(first)}, dtype=float)
b = np.array(${pythonFrom(second)}, dtype=float)
mixed = ${lambda} * a + (1 - ${lambda}) * b
print("caption:", ${pythonFrom([first_caption, second_caption].filter(text => text.trim()).join(' '))})
print("grey levels: mean", mixed.mean(), "contrast", mixed.std())
print(np.round(mixed[:4, :8], 3))
`,
})
