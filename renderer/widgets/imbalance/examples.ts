import { rounded, sampler } from '../frame/sample.ts'

type Draw = ReturnType<typeof sampler>

/** `rare` cases of the class "fault" after `common` ones of the class "sound". */
function drawn(seed: number, common: number, rare: number, of: (fault: boolean, i: number, draw: Draw) => number[]) {
  const draw = sampler(seed)
  const row = (fault: boolean) => (_: unknown, i: number) => [
    ...of(fault, i, draw).map(value => rounded(value)),
    fault ? 'fault' : 'sound',
  ]
  return [
    ['heat', 'noise', 'class'],
    ...Array.from({ length: common }, row(false)),
    ...Array.from({ length: rare }, row(true)),
  ]
}

/** Two clouds that overlap. */
export const machines = drawn(7, 220, 24, (fault, _, { normal }) => [
  (fault ? 2 : 0) + normal(),
  (fault ? 1.6 : 0) + normal(),
])
/** Rare cases that lie among the others: nothing tells them but their own places. */
export const hopeless = drawn(13, 180, 30, (_, __, { normal }) => [normal(), normal()])
/** Rare cases in two far corners, the others between them. */
export const corners = drawn(3, 200, 24, (fault, i, { normal }) => {
  const corner = i % 2 ? 3 : -3
  return fault ? [corner + 0.4 * normal(), corner + 0.4 * normal()] : [1.1 * normal(), 1.1 * normal()]
})
