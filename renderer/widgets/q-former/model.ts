import type { Report } from '../../compute/index.ts'
import { lossAnew, outOf, slopesAgainstDifferences } from '../frame/claims.ts'
import { defineWidget, metricOf, pythonFrom, stateAt, type Claim, type Shown } from '../frame/model.ts'
import { countField, matrixField, positiveNumber, seedField, words } from '../frame/fields.ts'
import { cropped, pictures } from '../frame/pictures.ts'

const { house, face, sail } = pictures(24)

const fields = {
  queries: { ...countField('Learned queries', '可学习查询数', 4, 1, 16, 12), symbol: 'M' },
  patch: { ...countField('Side of a patch', '块的边长', 3, 1, 16, 8), symbol: 'P' },
  temperature: positiveNumber('Temperature', '温度', '\\tau', 0.2, [1e-3, 1e3], [0.02, 5]),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.05, [1e-9, 1e3], [1e-3, 1]),
  steps: countField('Steps', '训练步数', 300, 1, 5_000, 1_000),
  seed: seedField(),
  image: matrixField('Image', '图像', house, 4_096),
} as const
type Fields = typeof fields
type Rows = readonly (readonly number[])[]

interface Result {
  readonly loss: number | null
  readonly queries: Rows
  readonly attention: Rows
  readonly tokens: Rows
  readonly grid: readonly [number, number]
}
interface Certificate {
  readonly lossError: number
  readonly gradient: number
  readonly rowSum: number
}

const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['former']?.report as Report<Result | undefined, Certificate> | undefined

/** The image as each query sees it at a step: the patches it looks at are bright, others fade. */
export function sights({ values, runs, k }: Shown<Fields>): number[][][] {
  const attention = (stateAt(runs['former'], k) as Rows | undefined) ?? []
  const { patch } = values
  const image = cropped(values.image, patch)
  const across = Math.floor((image[0]?.length ?? 0) / patch)
  if (attention[0]?.length !== across * Math.floor(image.length / patch)) return []
  return attention.map(row => {
    const most = Math.max(...row)
    return image.map((line, i) =>
      line.map((grey, j) => {
        const share = row[Math.floor(i / patch) * across + Math.floor(j / patch)]! / most
        return (0.08 + 0.92 * Math.sqrt(share)) * (0.25 + 0.75 * grey)
      }),
    )
  })
}

/** Patches that a row of weights spreads over, as if all weighed alike: the exponential of its entropy. */
export const breadth = (row: readonly number[]): number =>
  Math.exp(row.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0))

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown)
  if (!report?.result) return []
  const { result, certificate } = report
  const losses = metricOf(shown.runs['former'], 'loss')
  const pixels = cropped(shown.values.image, shown.values.patch).flat().length
  return [
    {
      words: words('Error of the rebuilt image, first → last', '重建误差，起初 → 最后'),
      value: `${losses[0]?.toPrecision(3)} → ${result.loss?.toPrecision(3) ?? '∞'}`,
    },
    {
      words: words('Numbers of the image that are passed on', '图像中传下去的数'),
      value: outOf(result.tokens.length * (result.tokens[0]?.length ?? 0), pixels),
    },
    {
      words: words('Weights of every query sum to 1; error', '每个查询的权重之和为 1；误差'),
      value: certificate.rowSum,
      holds: certificate.rowSum < 1e-12,
    },
    lossAnew(certificate.lossError),
    slopesAgainstDifferences(certificate.gradient),
  ]
}

export const model = defineWidget({
  name: 'q-former',
  title: words('Queries that look at an image (Q-Former)', '看图的查询（Q-Former）'),
  fields,
  pictures: ['image'],
  examples: [
    { title: words('Four queries share a house', '四个查询分看一座房子'), values: {} },
    { title: words('One query sees a blur', '一个查询只见模糊'), values: { queries: 1 } },
    { title: words('Nine queries and a face', '九个查询看一张脸'), values: { image: face, queries: 9, steps: 400 } },
    { title: words('Hot: all look everywhere', '高温：都在看全图'), values: { temperature: 5 } },
    {
      title: words('Cold: each sees one patch', '低温：各看一块'),
      values: { image: sail, temperature: 0.02, queries: 6 },
    },
  ],
  asks: ({ image, patch, queries, temperature, lr, steps, seed }) => ({
    former: {
      solver: 'q-former',
      problem: { image: cropped(image, patch), patch, queries, temperature, lr, steps },
      seed,
    },
  }),
  formula: () =>
    String.raw`A=\operatorname{softmax}\!\left(\frac{QX^{\mathsf T}}{\tau}\right),\quad Z=AX,\quad \hat X=\operatorname{softmax}\!\left(\frac{XZ^{\mathsf T}}{\tau}\right)Z,\quad \min_Q\lVert X-\hat X\rVert^2`,
  table: shown => {
    const attention = (stateAt(shown.runs['former'], shown.k) as Rows | undefined) ?? []
    return {
      columns: [words('query', '查询'), ...(attention[0]?.map((_, j) => words(`patch ${j + 1}`, `块 ${j + 1}`)) ?? [])],
      rows: attention.map((row, i) => [i + 1, ...row]),
    }
  },
  certificate: claims,
  summary: shown => {
    const attention = (stateAt(shown.runs['former'], shown.k) as Rows | undefined) ?? []
    const wide = attention.map(row => breadth(row).toFixed(1)).join(', ')
    return words(
      `${attention.length} queries look at the patches of an image; they spread over ${wide} patches.`,
      `${attention.length} 个查询看图像的各块；分别散布于 ${wide} 块。`,
    )
  },
  python: shown => {
    const { image, patch, temperature } = shown.values
    return `# Learned queries attend to an image's patches and rebuild it; the queries are those that Folium learned.
import numpy as np
from scipy.special import softmax

image = np.array(${pythonFrom(cropped(image, patch))}, dtype=float)
Q = np.array(${pythonFrom(reportOf(shown)?.result?.queries ?? [])}, dtype=float)
P, tau = ${patch}, ${temperature}
h, w = image.shape
X = image.reshape(h // P, P, w // P, P).swapaxes(1, 2).reshape(-1, P * P)
X = X - X.mean(0)
X = X / (np.sqrt((X**2).sum() / len(X)) or 1)
A = softmax(Q @ X.T / tau, axis=1)
Z = A @ X
back = softmax(X @ Z.T / tau, axis=1) @ Z
print("weights of the first query", np.round(A[0], 3))
print("error of the rebuilt image", ((X - back) ** 2).mean())
`
  },
})
