/** Numbers drawn for examples by a small generator (Lehmer 1951), so that they are the same everywhere. */
export function sampler(seed: number) {
  let word = seed
  const uniform = () => (word = (word * 16_807) % 2_147_483_647) / 2_147_483_647
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

/** As an example is written down: few digits, and no −0. */
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits)) + 0
