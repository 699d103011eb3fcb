import { functionFrom } from '../../compute/index.ts'
import { spanOf } from '../../plot/Chart.tsx'
import type { Span } from '../../plot/Plane.tsx'
import type { Picture } from '../frame/Figure.tsx'
import type { Answer, Sample } from './claims.ts'
import type { model } from './model.ts'

export type Shown = Picture<(typeof model)['fields']>
export interface PartProps {
  readonly shown: Shown
  readonly answer: Answer | undefined
  readonly sample: Sample | undefined
}

const near = (points: readonly (readonly number[])[], i: number) =>
  points.map(point => point[i] ?? Number.NaN).filter(value => Math.abs(value) < 50)

/** What is seen of an axis: the points that matter with room around them. */
export function windowOf(answer: Answer | undefined, i: number): Span {
  const points = [
    answer?.x ?? [],
    answer?.slater_point ?? [],
    ...(answer?.samples ?? []).filter(s => s.attained).map(s => s.x),
  ]
  const { from, to } = spanOf([...near(points, i), 0], 0)
  const half = Math.max(1.5, 0.75 * (to - from))
  return { from: (from + to) / 2 - half, to: (from + to) / 2 + half }
}

const nothing = () => Number.NaN
export const of = (text: string, variables: readonly string[]) => functionFrom(text, variables) ?? nothing
