import { softmaxInto } from '../attention/attend.ts'

export interface Contrasted {
  readonly loss: number
  readonly imageLoss: number
  readonly textLoss: number
  /** Cosines over τ, n × n, and the chances of each row. */
  readonly similarity: Float64Array
  readonly probs: Float64Array
  readonly dImages: Float64Array
  readonly dTexts: Float64Array
  readonly dTemperature: number
  /** Share of images whose likeliest text is their own. */
  readonly accuracy: number
}

interface Unit {
  readonly rows: Float64Array
  readonly lengths: Float64Array
}

function unitRows(rows: Float64Array, d: number, normalise: boolean): Unit {
  const lengths = new Float64Array(rows.length / d).fill(1)
  if (normalise)
    lengths.forEach((_, i) => {
      let squared = 0
      for (let c = 0; c < d; c++) squared += rows[i * d + c]! ** 2
      lengths[i] = Math.sqrt(squared)
    })
  return { rows: rows.map((value, at) => value / lengths[Math.floor(at / d)]!), lengths }
}

/** From the slope by unit rows to that by the rows: what lies along a row falls out, the rest shrinks by its length. */
function throughLength(slope: Float64Array, { rows, lengths }: Unit, d: number, normalise: boolean): Float64Array {
  if (!normalise) return slope
  return slope.map((value, at) => {
    const i = Math.floor(at / d)
    let along = 0
    for (let c = 0; c < d; c++) along += slope[i * d + c]! * rows[i * d + c]!
    return (value - along * rows[at]!) / lengths[i]!
  })
}

/** ½ (rows + columns) of the cross-entropies against the diagonal of I Tᵀ / τ, with every slope; O(n² d). */
export function contrast(
  images: Float64Array,
  texts: Float64Array,
  d: number,
  { temperature, normalise }: { readonly temperature: number; readonly normalise: boolean },
): Contrasted {
  const [I, T] = [unitRows(images, d, normalise), unitRows(texts, d, normalise)]
  const n = I.lengths.length
  const similarity = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let dot = 0
      for (let c = 0; c < d; c++) dot += I.rows[i * d + c]! * T.rows[j * d + c]!
      similarity[i * n + j] = dot / temperature
    }
  const slope = new Float64Array(n * n)
  const probs = new Float64Array(n * n)
  const column = new Float64Array(n)
  const chances = new Float64Array(n)
  let [imageLoss, textLoss, right] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const row = similarity.subarray(i * n, (i + 1) * n)
    imageLoss += (softmaxInto(row, probs.subarray(i * n, (i + 1) * n)) - row[i]!) / n
    if (row.indexOf(row.reduce((a, b) => Math.max(a, b))) === i) right++
    for (let j = 0; j < n; j++) column[j] = similarity[j * n + i]!
    textLoss += (softmaxInto(column, chances) - column[i]!) / n
    for (let j = 0; j < n; j++) {
      slope[i * n + j]! += (probs[i * n + j]! - Number(i === j)) / (2 * n)
      slope[j * n + i]! += (chances[j]! - Number(i === j)) / (2 * n)
    }
  }
  const [dI, dT] = [new Float64Array(n * d), new Float64Array(n * d)]
  let dTemperature = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const s = slope[i * n + j]! / temperature
      dTemperature -= s * similarity[i * n + j]!
      for (let c = 0; c < d; c++) {
        dI[i * d + c]! += s * T.rows[j * d + c]!
        dT[j * d + c]! += s * I.rows[i * d + c]!
      }
    }
  return {
    loss: (imageLoss + textLoss) / 2,
    imageLoss,
    textLoss,
    similarity,
    probs,
    dImages: throughLength(dI, I, d, normalise),
    dTexts: throughLength(dT, T, d, normalise),
    dTemperature,
    accuracy: right / n,
  }
}
