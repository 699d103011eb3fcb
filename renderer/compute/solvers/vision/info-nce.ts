import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyContrast } from '../../verify/contrast.ts'
import { countField, entryIssues, positiveNumber, rowsFrom, type Rows } from '../fields.ts'
import { contrast } from './contrast.ts'

export const embeddings = (en: string, zh: string, symbol: string, rows: Rows) =>
  ({ kind: 'matrix', label: { en, 'zh-CN': zh }, symbol, default: rows, maxCells: 100_000 }) as const

const schema = {
  images: embeddings('Embeddings of images, one a row', '图像嵌入，每行一个', 'I', [
    [0.9, 0.1, 0.3, 0],
    [0.2, 0.8, 0, 0.4],
    [0.1, 0.3, 0.9, 0.2],
    [0.3, 0, 0.2, 0.7],
  ]),
  texts: embeddings('Embeddings of texts, row i belongs to image i', '文本嵌入，第 i 行对应第 i 张图', 'T', [
    [0.7, 0.3, 0.1, 0.2],
    [0.4, 0.6, 0.2, 0.1],
    [0.3, 0.1, 0.6, 0.4],
    [0.1, 0.3, 0.5, 0.6],
  ]),
  temperature: {
    ...positiveNumber('Temperature', '温度', '\\tau', 0.07, [1e-3, 1e3], [0.01, 1]),
    alias: 'tau',
  },
  normalise: { kind: 'flag', label: { en: 'Normalise to length 1', 'zh-CN': '归一化为单位长度' }, default: true },
  steps: countField('Steps of descent on the embeddings', '对嵌入做梯度下降的步数', 50, 0, 10_000, 300),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.05, [1e-9, 1e3], [1e-3, 1]),
} as const
type Given = Problem<typeof schema>

const mostWork = 1e6

class Contrast {
  private readonly given: Given
  private readonly d: number
  private images: Float64Array
  private texts: Float64Array
  private readonly losses: number[] = []

  constructor(given: Given) {
    this.given = given
    this.d = given.images[0]!.length
    this.images = Float64Array.from(given.images.flat())
    this.texts = Float64Array.from(given.texts.flat())
  }

  private look() {
    return contrast(this.images, this.texts, this.d, this.given)
  }

  *steps(): Generator<Iterate<(number | null)[][]>, Status> {
    for (let k = 0; k <= this.given.steps; k++) {
      const { loss, similarity, dImages, dTexts, accuracy } = this.look()
      this.losses.push(loss)
      yield { k, state: rowsFrom(similarity, this.given.images.length), metrics: { loss, accuracy } }
      if (!Number.isFinite(loss)) return 'diverged'
      if (k === this.given.steps) break
      this.images = this.images.map((value, i) => value - this.given.lr * dImages[i]!)
      this.texts = this.texts.map((value, i) => value - this.given.lr * dTexts[i]!)
    }
    return 'converged'
  }

  answer() {
    const { given, d } = this
    const n = given.images.length
    const flat = (rows: Rows) => Float64Array.from(rows.flat())
    const first = contrast(flat(given.images), flat(given.texts), d, given)
    const last = this.look()
    const told = ({ loss, similarity, probs, accuracy }: typeof first) => ({
      loss,
      accuracy,
      similarity: rowsFrom(similarity, n),
      probs: rowsFrom(probs, n),
      // I ≥ ln n − loss (van den Oord, Li, Vinyals 2018), in nats.
      information_bound: Math.log(n) - loss,
    })
    return {
      result: {
        ...told(first),
        image_loss: first.imageLoss,
        text_loss: first.textLoss,
        dImages: rowsFrom(first.dImages, d),
        dTexts: rowsFrom(first.dTexts, d),
        dTemperature: first.dTemperature,
        after: told(last),
        losses: this.losses.filter(Number.isFinite),
      },
      certificate: certifyContrast(
        { n, d, temperature: given.temperature, normalise: given.normalise },
        flat(given.images),
        flat(given.texts),
        first,
      ),
    }
  }
}

/**
 * CLIP's loss (Radford and others 2021): the mean of the cross-entropies of rows and columns of cosines over τ against
 * the diagonal, with its slopes, and what descending it does to the matrix.
 */
export const infoNce = defineStepwise({
  id: 'info-nce',
  title: { en: 'Contrastive loss (InfoNCE)', 'zh-CN': '对比损失（InfoNCE）' },
  schema,
  check({ images, texts, normalise }) {
    if (!images[0]?.length) return mismatch('images', 'images', '≥ 1 × 1', `${images.length} × 0`)
    const size = (rows: Rows) => `${rows.length} × ${rows[0]?.length ?? 0}`
    if (size(images) !== size(texts)) return mismatch('texts', 'images', size(images), size(texts))
    const work = images.length ** 2 * images[0].length
    if (work > mostWork) return mismatch('images', 'images', `n² d ≤ ${mostWork}`, work)
    const blank = [...images, ...texts].some(row => row.every(value => value === 0))
    if (normalise && blank) return mismatch('normalise', 'images', '‖x‖ > 0', 0)
    return [...entryIssues('images', images), ...entryIssues('texts', texts)]
  },
  begin(problem) {
    const run = new Contrast(problem)
    return { steps: run.steps(), answer: () => run.answer() }
  },
})
