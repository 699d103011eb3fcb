import type { Report } from '../../compute/index.ts'
import { lossAnew, slopesAgainstDifferences } from '../frame/claims.ts'
import { defineWidget, metricOf, stateAt, type Ask, type Claim, type Shown, type Values } from '../frame/model.ts'
import {
  choiceField,
  countField,
  flagField,
  matrixField,
  positiveNumber,
  textField,
  vectorField,
  words,
} from '../frame/fields.ts'
import { python } from './python.ts'

/** Drawn once by a small generator, so that they are the same everywhere. */
function drawn(rows: number, columns: number, from: number): number[][] {
  let word = from
  const uniform = () => (word = (word * 16_807) % 2_147_483_647) / 2_147_483_647
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.round(100 * normal()) / 100 + 0))
}

const things = ['a cat', 'a dog', 'a car', 'a tree', 'a boat', 'a bird']
const fields = {
  view: choiceField('Show', '查看', ['pairs', 'prompt']),
  temperature: positiveNumber('Temperature', '温度', '\\tau', 0.07, [1e-3, 1e3], [0.01, 1]),
  steps: countField('Steps of descent', '下降步数', 60, 0, 2_000, 300),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.05, [1e-9, 1e3], [1e-3, 1]),
  normalise: flagField('Normalise to length 1', '归一化为单位长度', true),
  captions: textField('Captions, one a line', '文本，每行一条', things.join('\n'), 4_000),
  images: matrixField('Embeddings of the images, one a row', '图像嵌入，每行一个', [
    [0.9, 0.3, 0.1, 0],
    [0.7, 0.6, 0, 0.2],
    [0.1, 0, 0.9, 0.5],
    [0, 0.2, 0.2, 0.9],
    [0.1, 0.1, 0.8, 0.1],
    [0.6, 0.8, 0.2, 0.4],
  ]),
  texts: matrixField('Embeddings of the captions, row i of image i', '文本嵌入，第 i 行对应第 i 张图', [
    [0.8, 0.5, 0.1, 0.1],
    [0.9, 0.4, 0.2, 0],
    [0.2, 0.1, 0.7, 0.2],
    [0.2, 0.1, 0.5, 0.7],
    [0, 0.3, 0.9, 0.4],
    [0.5, 0.6, 0.1, 0.6],
  ]),
  prompts: textField(
    'Prompts, one a line',
    '提示，每行一条',
    'a photo of a cat\na photo of a dog\na photo of a car',
    4_000,
  ),
  image: vectorField('Embedding of the image', '图像嵌入', [0.7, 0.5, 0.1, 0.15], 1_000),
  promptRows: matrixField('Embeddings of the prompts, one a row', '各提示的嵌入，每行一个', [
    [0.8, 0.5, 0.1, 0.1],
    [0.9, 0.4, 0.2, 0],
    [0.2, 0.1, 0.7, 0.2],
  ]),
} as const
export type Fields = typeof fields
type Rows = readonly (readonly number[])[]

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/** softmax of every row, the largest taken off first. */
export const softmaxRows = (rows: Rows): number[][] =>
  rows.map(row => {
    const top = Math.max(...row)
    const powers = row.map(value => Math.exp(value - top))
    const sum = powers.reduce((a, b) => a + b, 0)
    return powers.map(power => power / sum)
  })

const turned = (rows: Rows): number[][] => rows.map((_, i) => rows.map(row => row[i]!))

/** The matrix at a step: products over τ, what each image chooses, what each caption chooses. */
export function sceneOf({ values, runs, k }: Shown<Fields>, logits = stateAt(runs['pairs'], k) as Rows | undefined) {
  if (!logits) return undefined
  const said = linesOf(values.captions)
  const names = logits.map((_, i) => said[i] ?? `${i + 1}`)
  return { logits, names, byImage: softmaxRows(logits), byText: turned(softmaxRows(turned(logits))) }
}

interface Contrast {
  readonly loss: number
  readonly accuracy: number
  readonly information_bound: number
  readonly after: { readonly loss: number; readonly accuracy: number; readonly information_bound: number }
}
interface ContrastCertificate {
  readonly lossError: number
  readonly gradient: number
}
export interface Zero {
  readonly best: string
  readonly probs: readonly number[]
  readonly cosines: readonly number[]
  readonly ranking: readonly { readonly prompt: string; readonly p: number; readonly cosine: number }[]
}

const contrastOf = ({ runs }: Shown<Fields>) =>
  runs['pairs']?.report as Report<Contrast, ContrastCertificate> | undefined
export const zeroOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['prompt']?.report as Report<Zero, { readonly ratio: number; readonly sum: number }> | undefined

function claims(shown: Shown<Fields>): Claim[] {
  const zero = zeroOf(shown)
  if (shown.values.view === 'prompt')
    return zero
      ? [
          { words: words('Chosen', '选中'), value: zero.result.best },
          {
            words: words('Chances sum to 1; error', '概率之和为 1；误差'),
            value: zero.certificate.sum,
            holds: zero.certificate.sum < 1e-12,
          },
          {
            words: words(
              'Ratios of chances are powers of the cosines’ differences; error',
              '概率之比即余弦差的指数；误差',
            ),
            value: zero.certificate.ratio,
            holds: zero.certificate.ratio < 1e-9,
          },
        ]
      : []
  const report = contrastOf(shown)
  if (!report) return []
  const { result, certificate } = report
  const n = shown.values.images.length
  return [
    {
      words: words(
        `Loss at first (by chance it would be ln ${n} = ${Math.log(n).toFixed(3)})`,
        `起初的损失（随机水平为 ln ${n} = ${Math.log(n).toFixed(3)}）`,
      ),
      value: result.loss,
    },
    { words: words('Loss at the end', '结束时的损失'), value: result.after.loss },
    {
      words: words('Images that choose their own caption, first → last', '选对自己文本的图像，起初 → 最后'),
      value: `${Math.round(100 * result.accuracy)} % → ${Math.round(100 * result.after.accuracy)} %`,
    },
    {
      words: words('Information that pairs share, at least (nats)', '图文共享的信息，至少（奈特）'),
      value: result.after.information_bound,
    },
    lossAnew(certificate.lossError),
    slopesAgainstDifferences(certificate.gradient),
  ]
}

function asks(values: Values<Fields>): Readonly<Record<string, Ask>> {
  const { view, images, texts, temperature, normalise, steps, lr, image, prompts, promptRows } = values
  if (view === 'pairs')
    return { pairs: { solver: 'info-nce', problem: { images, texts, temperature, normalise, steps, lr } } }
  return {
    prompt: { solver: 'zero-shot', problem: { image, prompts: linesOf(prompts), texts: promptRows, temperature } },
  }
}

const ofPairs = ['steps', 'lr', 'normalise', 'captions', 'images', 'texts'] as const
const ofPrompt = ['prompts', 'image', 'promptRows'] as const

export const model = defineWidget({
  name: 'contrastive',
  title: words('Contrastive learning (CLIP)', '对比学习（CLIP）'),
  fields,
  options: { view: { pairs: words('matching pairs', '图文配对'), prompt: words('a class by prompts', '用提示分类') } },
  examples: [
    { title: words('Six pairs learn to match', '六对图文学会配对'), values: {} },
    {
      title: words('Twelve pairs from nothing', '十二对从零开始'),
      values: {
        captions: '',
        images: drawn(12, 6, 11),
        texts: drawn(12, 6, 23),
        temperature: 0.2,
        lr: 0.3,
        steps: 200,
      },
    },
    { title: words('Hot: no pair stands out', '高温：没有哪对突出'), values: { temperature: 1 } },
    {
      title: words('Cold: one false pair is all of the loss', '低温：损失全在一处错配'),
      values: { temperature: 0.01 },
    },
    {
      title: words('Twins are pushed apart', '双胞胎被推开'),
      values: {
        captions: 'a cat\na cat again\na car',
        images: [
          [1, 0.2, 0],
          [1, 0.2, 0.01],
          [0, 0.3, 1],
        ],
        texts: [
          [1, 0, 0.2],
          [1, 0.01, 0.2],
          [0.2, 0, 1],
        ],
      },
    },
    { title: words('Zero-shot: a class by prompts', '零样本：用提示分类'), values: { view: 'prompt' } },
    {
      title: words('A bare word means two things', '单词一词两义'),
      values: {
        view: 'prompt',
        image: [0.9, 0.1, 0.5, 0],
        prompts: 'crane\na photo of a crane, a bird\na photo of a crane, a machine\na photo of a heron',
        promptRows: [
          [0.5, 0.6, 0.3, 0.3],
          [0.9, 0.1, 0.4, 0.1],
          [0.1, 0.9, 0.3, 0.2],
          [0.8, 0, 0.6, 0.1],
        ],
      },
    },
  ],
  idle: ({ view }) => (view === 'pairs' ? ofPrompt : ofPairs),
  asks,
  formula: ({ values: { view, temperature } }) =>
    view === 'prompt'
      ? String.raw`p_j=\frac{e^{\cos(x,t_j)/\tau}}{\sum_l e^{\cos(x,t_l)/\tau}},\qquad \tau=${temperature}`
      : String.raw`\mathcal L=-\frac1{2N}\sum_i\left[\ln\frac{e^{s_{ii}/\tau}}{\sum_j e^{s_{ij}/\tau}}+\ln\frac{e^{s_{ii}/\tau}}{\sum_j e^{s_{ji}/\tau}}\right],\qquad \tau=${temperature}`,
  table: shown => {
    if (shown.values.view === 'prompt')
      return {
        columns: [words('prompt', '提示'), words('cosine', '余弦'), 'p'],
        rows: zeroOf(shown)?.result.ranking.map(({ prompt, cosine, p }) => [prompt, cosine, p]) ?? [],
      }
    const scene = sceneOf(shown)
    return {
      columns: [words('image', '图像'), ...(scene?.names ?? [])],
      rows: scene?.byImage.map((row, i) => [scene.names[i]!, ...row]) ?? [],
    }
  },
  certificate: claims,
  summary: shown => {
    const zero = zeroOf(shown)
    if (shown.values.view === 'prompt')
      return words(
        `The likeliest prompt is “${zero?.result.best ?? '…'}”.`,
        `最可能的提示是“${zero?.result.best ?? '…'}”。`,
      )
    const scene = sceneOf(shown)
    const right = scene?.byImage.filter((row, i) => row.indexOf(Math.max(...row)) === i).length ?? 0
    const loss = metricOf(shown.runs['pairs'], 'loss')[shown.k]?.toFixed(3) ?? '…'
    return words(
      `${right} of ${shown.values.images.length} images choose their own caption; loss ${loss}.`,
      `${shown.values.images.length} 张图像中 ${right} 张选中自己的文本；损失 ${loss}。`,
    )
  },
  python: ({ values }) => python(values, linesOf(values.prompts)),
})
