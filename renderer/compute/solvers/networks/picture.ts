import { softmaxInto } from '../attention/attend.ts'
import type { Network } from './network.ts'

/** What a network says on a grid over one or two inputs, row by row from the lowest second input up. */
export interface Picture {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly count: readonly number[]
  /** The number said, the chance of the second of two classes, or the index of the likeliest of more. */
  readonly values: readonly (number | null)[]
  /** Of more than two classes: by how much of the chance the likeliest is ahead of the next. */
  readonly leads?: readonly number[]
}

const [side, line, margin] = [24, 96, 0.15]

/** null where there are more than two inputs. */
export function pictureOf({ cases, layers }: Pick<Network, 'cases' | 'layers'>): Picture | null {
  const d = cases.mean.length
  if (d > 2) return null
  const count = d === 2 ? [side, side] : [line]
  const ranges = count.map((_, c) => {
    let [low, high] = [Infinity, -Infinity]
    for (let at = c; at < cases.inputs.length; at += d) {
      low = Math.min(low, cases.inputs[at]!)
      high = Math.max(high, cases.inputs[at]!)
    }
    const space = (high - low || 1) * margin
    return [low - space, high + space] as const
  })
  const total = count.reduce((a, b) => a * b, 1)
  const inputs = new Float64Array(total * d)
  for (let i = 0; i < total; i++) {
    const places = d === 2 ? [i % side, Math.floor(i / side)] : [i]
    places.forEach((place, c) => {
      const [low, high] = ranges[c]!
      inputs[i * d + c] = low + ((high - low) * place) / (count[c]! - 1)
    })
  }
  const own = (c: number, value: number) => value * cases.spread[c]! + cases.mean[c]!
  return {
    from: ranges.map(([low], c) => own(c, low)),
    to: ranges.map(([, high], c) => own(c, high)),
    count,
    ...spoken(layers.answers(inputs), cases.classes.length),
  }
}

function spoken(answers: Float64Array, classes: number): Pick<Picture, 'values' | 'leads'> {
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  if (!classes) return { values: Array.from(answers, finite) }
  const chances = new Float64Array(classes)
  const chancesOf = (i: number) => {
    softmaxInto(answers.subarray(i * classes, (i + 1) * classes), chances)
    return chances
  }
  const points = Array.from({ length: answers.length / classes }, (_, i) => i)
  if (classes === 2) return { values: points.map(i => finite(chancesOf(i)[1]!)) }
  const ranked = points.map(i => {
    const [first, second] = chancesOf(i).toSorted((a, b) => b - a)
    return { likeliest: chances.indexOf(first!), lead: first! - second! }
  })
  return { values: ranked.map(({ likeliest }) => likeliest), leads: ranked.map(({ lead }) => lead) }
}
