import { solvers, usesGpu, type SolverId } from '../../renderer/compute/index.ts'
import { differences } from '../unit/compute/solvers/differences.ts'
import { drive } from '../unit/compute/solvers/drive.ts'

/** Smaller than the example, where a software adapter would take long over it. */
const problems: Partial<Record<SolverId, object>> = {
  'basin-map': { side: 16, iterations: 300 },
  'mean-field-game': { cells: 60, time_steps: 4 },
  'monte-carlo-integral': { n: 100_000 },
}

/** Their examples magnify rounding: float64 has to take over on the way. */
const straying: readonly SolverId[] = ['rmsprop', 'adadelta']

/** Every solver that can use a GPU. */
export const gpuSolvers = (Object.keys(solvers) as SolverId[]).filter(usesGpu)

/** What is unlike between a solver's answer on the GPU and on the CPU, beyond the tolerance that solver.ts states. */
export async function unlikeOnGpu(id: SolverId): Promise<string[]> {
  const problem = problems[id] ?? {}
  const exact = await drive<unknown, { holds?: boolean }>(id, problem, { backend: 'cpu' })
  const single = await drive<unknown, { holds?: boolean }>(id, problem, { backend: 'gpu', precision: 'f32' })
  const told = ({ report: { backend, precision, fallbackReason, status, certificate } }: typeof single) =>
    [backend, precision, fallbackReason, status, certificate?.holds].join(' ')
  const engine = straying.includes(id) ? 'cpu f64 strays-in-f32' : 'gpu f32 '
  const wanted = [engine, exact.report.status, exact.report.certificate?.holds].join(' ')
  return [
    ...(told(single) === wanted ? [] : [`${id} ended as '${told(single)}', not as '${wanted}'`]),
    ...differences(single.report.result, exact.report.result).map(fault => `${id}: ${fault}`),
  ]
}
