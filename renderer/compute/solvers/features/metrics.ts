import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyRanking } from '../../verify/ranking.ts'
import { ranksOf } from './moments.ts'
import { classes, classesOf } from './table.ts'

const vector = (en: string, zh: string, value: readonly number[]) =>
  ({ kind: 'vector', label: { en, 'zh-CN': zh }, default: value, maxLength: 200_000 }) as const

const schema = {
  y_true: {
    ...classes,
    label: { en: 'True classes', 'zh-CN': '真实类别' },
    default: [0, 0, 0, 0, 1, 1, 1, 1],
    alias: 'y',
  },
  y_pred: {
    ...vector('Predicted classes; by score at the threshold where empty', '预测类别；留空则按得分阈值', []),
    mayBeEmpty: true,
    part: true,
  },
  y_score: {
    ...vector(
      'Scores or chances of the larger class',
      '较大类别的得分或概率',
      [0.1, 0.4, 0.35, 0.6, 0.8, 0.7, 0.45, 0.9],
    ),
    mayBeEmpty: true,
    part: true,
    alias: 'scores',
  },
  threshold: {
    kind: 'number',
    label: { en: 'Threshold', 'zh-CN': '阈值' },
    default: 0.5,
    min: -1e9,
    max: 1e9,
    slider: [0, 1],
    scale: 'linear',
  },
} as const

type Labels = readonly number[]
const over = (a: number, b: number) => (b ? a / b : 0)
const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Rows are true classes, columns predicted ones. */
function confusionOf(truth: Labels, predicted: Labels, values: Labels): number[][] {
  const place = new Map(values.map((value, at) => [value, at]))
  const matrix = values.map(() => values.map(() => 0))
  truth.forEach((label, i) => matrix[place.get(label)!]![place.get(predicted[i]!)!]!++)
  return matrix
}

function labelMetrics(truth: Labels, predicted: Labels) {
  const { values } = classesOf([...truth, ...predicted])
  const confusion = confusionOf(truth, predicted, values)
  const rows = confusion.map(row => row.reduce((a, b) => a + b, 0))
  const columns = values.map((_, c) => confusion.reduce((sum, row) => sum + row[c]!, 0))
  const hits = confusion.map((row, c) => row[c]!)
  const n = truth.length
  const right = hits.reduce((a, b) => a + b, 0)
  const precisions = hits.map((hit, c) => over(hit, columns[c]!))
  const recalls = hits.map((hit, c) => over(hit, rows[c]!))
  const f1s = hits.map((hit, c) => over(2 * hit, rows[c]! + columns[c]!))
  // With two classes the larger one counts as positive; with more, all count alike.
  const shown = (each: number[]) => (values.length === 2 ? each[1]! : meanOf(each))
  const chance = rows.reduce((sum, row, c) => sum + row * columns[c]!, 0)
  const squares = (sizes: number[]) => n * n - sizes.reduce((sum, size) => sum + size * size, 0)
  return {
    classes: values,
    confusion,
    accuracy: right / n,
    balanced_accuracy: meanOf(recalls.filter((_, c) => rows[c]! > 0)),
    precision: shown(precisions),
    recall: shown(recalls),
    f1: shown(f1s),
    precision_per_class: precisions,
    recall_per_class: recalls,
    f1_per_class: f1s,
    ...(values.length === 2 && { specificity: recalls[0]! }),
    mcc: over(right * n - chance, Math.sqrt(squares(rows) * squares(columns))),
    kappa: over(right * n - chance, n * n - chance),
  }
}

/** Points of the ROC curve, from (0, 0) to (1, 1), one for each distinct score. */
function rocOf(positive: readonly boolean[], score: Labels): { fpr: number[]; tpr: number[] } {
  const order = score.map((_, i) => i).sort((a, b) => score[b]! - score[a]!)
  const ones = positive.filter(Boolean).length
  const [fpr, tpr] = [[0], [0]]
  let [hits, alarms] = [0, 0]
  order.forEach((i, at) => {
    if (positive[i]) hits++
    else alarms++
    if (score[order[at + 1] ?? -1] === score[i]) return
    tpr.push(over(hits, ones))
    fpr.push(over(alarms, score.length - ones))
  })
  return { fpr, tpr }
}

/** The two classes that a score tells apart; of one class alone, the other is 1 or 0, whichever it is not. */
function pairOf(truth: Labels, predicted: Labels): readonly [low: number, high: number] {
  const { values } = classesOf([...truth, ...predicted])
  const [low, high] = [values[0]!, values.at(-1)!]
  if (low < high) return [low, high]
  return high <= 0 ? [high, high + 1] : [0, high]
}

function scoreMetrics(truth: Labels, score: Labels, top: number) {
  const positive = truth.map(label => label === top)
  const ones = positive.filter(Boolean).length
  const ranks = ranksOf(score)
  const wins = positive.reduce((sum, is, i) => sum + (is ? ranks[i]! : 0), 0) - (ones * (ones + 1)) / 2
  const roc_auc = ones && ones < truth.length ? wins / (ones * (truth.length - ones)) : null
  const chances = score.every(value => value >= 0 && value <= 1)
  const clipped = (p: number) => Math.max(2 ** -52, Math.min(1 - 2 ** -52, p))
  return {
    roc_auc,
    roc: rocOf(positive, score),
    ...(chances && {
      log_loss: -meanOf(score.map((p, i) => Math.log(positive[i] ? clipped(p) : clipped(1 - p)))),
      brier: meanOf(score.map((p, i) => (p - (positive[i] ? 1 : 0)) ** 2)),
    }),
  }
}

/** How well predicted classes and scores meet the truth; quotients with nothing below are 0. */
export const metrics = defineStepwise({
  id: 'metrics',
  title: { en: 'Metrics of a classifier', 'zh-CN': '分类指标' },
  schema,
  check({ y_true, y_pred, y_score }) {
    const n = y_true.length
    if (!y_pred.length && !y_score.length) return mismatch('y_pred', 'y_true', n, 0)
    if (y_pred.length && y_pred.length !== n) return mismatch('y_pred', 'y_true', n, y_pred.length)
    if (y_score.length && y_score.length !== n) return mismatch('y_score', 'y_true', n, y_score.length)
    const found = new Set([...y_true, ...y_pred]).size
    if (found > 200) return mismatch('y_true', 'y_true', '≤ 200', found)
    return y_score.length && found > 2 ? mismatch('y_score', 'y_true', 2, found) : []
  },
  begin: ({ y_true, y_pred, y_score, threshold }) =>
    atOnce(() => {
      const [low, high] = pairOf(y_true, y_pred)
      const predicted = y_pred.length ? y_pred : y_score.map(value => (value >= threshold ? high : low))
      const told = labelMetrics(y_true, predicted)
      const scored = y_score.length ? scoreMetrics(y_true, y_score, high) : undefined
      return {
        state: told.confusion,
        metrics: { accuracy: told.accuracy },
        result: { ...told, ...scored },
        certificate: certifyRanking(y_true, predicted, told, scored && { ...scored, scores: y_score }),
      }
    }),
})
