import type { Issue } from '../../issue.ts'
import { mismatch } from '../../stepwise.ts'
import { entryIssues, type Rows } from '../fields.ts'

const side = 16

/** A grey ring on a slope of light, 16 × 16, between 0 and 1. */
export const ring: number[][] = Array.from({ length: side }, (_, i) =>
  Array.from({ length: side }, (__, j) => {
    const away = Math.hypot(i - 7.5, j - 7.5)
    const light = Math.abs(away - 5) < 1.2 ? 0.9 : (0.4 * (i + j)) / (2 * side)
    return Math.round(100 * light) / 100
  }),
)

/** Stripes of another direction and width, 16 × 16. */
export const stripes: number[][] = Array.from({ length: side }, (_, i) =>
  Array.from({ length: side }, (__, j) => (Math.floor((i + 2 * j) / 5) % 2 ? 0.85 : 0.1)),
)

export const imageField = (en: string, zh: string, image: Rows) =>
  ({ kind: 'matrix', label: { en, 'zh-CN': zh }, default: image, maxCells: 90_000 }) as const

export const imageIssues = (parameter: string, image: Rows): Issue[] =>
  image[0]?.length ? entryIssues(parameter, image) : mismatch(parameter, parameter, '≥ 1 × 1', `${image.length} × 0`)

/** Squares of `size`, row by row from the top left, each flat: what a vision transformer takes for words. */
export function patchesOf(image: Rows, size: number): number[][] {
  const [down, across] = [image.length / size, image[0]!.length / size]
  return Array.from({ length: down * across }, (_, patch) => {
    const [top, left] = [Math.floor(patch / across) * size, (patch % across) * size]
    return Array.from({ length: size * size }, (__, at) => image[top + Math.floor(at / size)]![left + (at % size)]!)
  })
}

export function patchIssues(parameter: string, image: Rows, size: number): Issue[] {
  const issues = imageIssues(parameter, image)
  if (issues.length) return issues
  const [height, width] = [image.length, image[0]!.length]
  return height % size || width % size ? mismatch('patch', parameter, `p ∣ ${height}, p ∣ ${width}`, size) : []
}
