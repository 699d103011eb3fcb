import { gpuTolerance } from '../../../../renderer/compute/solver.ts'

/** How long it took is no answer. */
const counts = new Set(['iterations', 'iters', 'sweeps', 'loglik_trace', 'V_by_sweep'])

/** Where two answers differ by more than the GPU's tolerance; each list of numbers is measured by its largest. */
export function differences(
  actual: unknown,
  wanted: unknown,
  { tolerance = gpuTolerance, at = 'result', scale = 0 } = {},
): string[] {
  if (typeof wanted === 'number') {
    const far = Math.abs((actual as number) - wanted) > tolerance * Math.max(scale, Math.abs(wanted))
    return far ? [`${at} is ${String(actual)}, not ${wanted}`] : []
  }
  if (typeof wanted !== 'object' || wanted === null)
    return Object.is(actual, wanted) ? [] : [`${at} is ${String(actual)}, not ${JSON.stringify(wanted)}`]
  const largest = Array.isArray(wanted) ? largestOf(wanted) : 0
  return Object.entries(wanted).flatMap(([key, value]) =>
    counts.has(key) || key.endsWith('Ms')
      ? []
      : differences((actual as Record<string, unknown>)[key], value, {
          tolerance,
          at: `${at}.${key}`,
          scale: Math.max(scale, largest),
        }),
  )
}

const largestOf = (list: readonly unknown[]): number =>
  list.flat(4).reduce<number>((most, value) => Math.max(most, typeof value === 'number' ? Math.abs(value) : 0), 0)
