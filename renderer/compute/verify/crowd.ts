import { certifyMoments, type Moments, type MomentsCertificate, type Quadratic } from './mean-field.ts'

/** Values and crowds (chances of cells) on a line, one of each a time step. */
export interface CrowdPath {
  readonly x: Float64Array
  readonly h: number
  readonly dt: number
  readonly u: readonly Float64Array[]
  readonly m: readonly Float64Array[]
}

export interface CrowdCertificate {
  /** Largest |Σm − 1| over time. */
  readonly massError: number
  readonly smallest: number
  /** Σ over cells of what is left of the value's equation by central differences, weighed by the crowd; worst time. */
  readonly valueResidual: number
  /** Largest Σ|m_{n+1} − m_n − dt (flow)| over time, by central differences: 0 up to the scheme's own error. */
  readonly crowdResidual: number
  /** Against the closed form, where there is no cost of company. */
  readonly moments?: MomentsCertificate
  readonly holds: boolean
}

/** Differences of two schemes on one grid are this share of the equations' terms at most. */
const schemeTolerance = 0.05
const momentsTolerance = 0.02
const massTolerance = 1e-9

type Game = Quadratic & { readonly crowding: number }

/** Certifies a mean-field equilibrium on a line by differences of its own, apart from the scheme that found it. */
export function certifyCrowd(
  game: Game,
  path: CrowdPath,
  moments: Moments & { readonly t: readonly number[] },
): CrowdCertificate {
  const { u, m, dt } = path
  const masses = m.map(crowd => Math.abs(crowd.reduce((sum, mass) => sum + mass, 0) - 1))
  const times = m.slice(1).map((_, n) => n)
  const found = {
    massError: Math.max(...masses),
    smallest: Math.min(...m.map(crowd => crowd.reduce((least, mass) => Math.min(least, mass), Infinity))),
    valueResidual: Math.max(...times.map(n => valueResidual(game, path, u[n]!, u[n + 1]!, m[n]!))),
    crowdResidual: Math.max(...times.map(n => crowdResidual(game, path, u[n]!, m[n]!, m[n + 1]!) / dt)) * dt,
  }
  const closed = game.crowding === 0 ? certifyMoments(game, moments.t, moments, momentsTolerance) : undefined
  const sound = found.massError <= massTolerance && found.smallest >= -massTolerance
  const solved = found.valueResidual <= schemeTolerance && found.crowdResidual <= schemeTolerance
  return { ...found, ...(closed && { moments: closed }), holds: sound && solved && closed?.holds !== false }
}

/** −u_t − (σ²/2) u_xx + ½u_x² − cost, weighed by the crowd, over the size of the cost. */
function valueResidual(
  game: Game,
  { x, h, dt }: CrowdPath,
  now: Float64Array,
  next: Float64Array,
  m: Float64Array,
): number {
  const mean = m.reduce((sum, mass, i) => sum + mass * (x[i] ?? 0), 0)
  let left = 0
  let size = 1
  for (let i = 1; i < x.length - 1; i++) {
    const [back, here, ahead] = [now[i - 1]!, now[i]!, now[i + 1]!]
    const cost = (game.q / 2) * (x[i]! - game.a * mean) ** 2 + (game.crowding * m[i]!) / h
    const slope = (ahead - back) / (2 * h)
    const bend = (ahead - 2 * here + back) / h ** 2
    const residual = (here - next[i]!) / dt - (game.sigma ** 2 / 2) * bend + slope ** 2 / 2 - cost
    left += m[i]! * Math.abs(residual)
    size += m[i]! * cost
  }
  return left / size
}

/** Σ|m_{n+1} − m_n − dt ((σ²/2) m_xx + (m u_x)_x)| with fluxes through the cells' walls. */
function crowdResidual(
  game: Game,
  { x, h, dt }: CrowdPath,
  u: Float64Array,
  before: Float64Array,
  after: Float64Array,
): number {
  const flux = (i: number) => {
    const slope = (u[i + 1]! - u[i]!) / h
    return (
      ((-(game.sigma ** 2) / 2) * (after[i + 1]! - after[i]!)) / h ** 2 -
      ((after[i]! + after[i + 1]!) / 2) * (slope / h)
    )
  }
  let left = 0
  for (let i = 0; i < x.length; i++) {
    const out = (i < x.length - 1 ? flux(i) : 0) - (i > 0 ? flux(i - 1) : 0)
    left += Math.abs(after[i]! - before[i]! + dt * out)
  }
  return left
}
