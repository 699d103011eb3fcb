/** Numbers a rule may keep for each coordinate between steps. */
export const memorySize = 4

/** Per-step factors of a rule, computed on the CPU in float64: schedules and bias corrections. */
export type Factors = readonly [number, number]
export type Constants = Readonly<Record<string, number>>

/**
 * One first-order method, told once for the CPU and once for the GPU. It works on one coordinate at a time:
 * `x` the coordinate, `g` its partial derivative, and up to four numbers of memory that begin at 0.
 */
export interface Rule<P> {
  /** What the steps need of the parameters; differences such as 1 − β belong here, where they are exact to float64. */
  constants(problem: P): Constants
  /** Factors of step k = 1, 2, …; (0, 0) where a rule has none. */
  factors?(k: number, problem: P): Factors
  /** The new coordinate; its memory stands at `m[o]` to `m[o + 3]` and is updated in place. */
  step(x: number, g: number, m: Float64Array, o: number, c: Constants, s: Factors): number
  /** The same as a WGSL function body over `x`, `g`, `m` (pointer to vec4f), `c`, `s` (vec2f). */
  readonly wgsl: string
  /**
   * The same as typed mathematics over `x`, `g`, `m0` … `m3`, `s0`, `s1` and the constants, in the order of its lines: what
   * is assigned is seen by the lines after. WebAssembly is made from it; a rule without one stays with closures.
   */
  readonly formula?: Readonly<Partial<Record<'x' | 'm0' | 'm1' | 'm2' | 'm3', string>>>
}
