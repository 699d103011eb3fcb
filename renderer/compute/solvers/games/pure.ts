import { compare, largest, type Rational } from '../../rational.ts'
import type { Bimatrix } from '../../verify/nash.ts'
import { transposed } from './bimatrix.ts'

/** A pure profile: row and column, from 0. */
export type Profile = readonly [row: number, column: number]

const profilesOf = ({ A }: Bimatrix): Profile[] => A.flatMap((row, i) => row.map((_, j): Profile => [i, j]))

/** Profiles from which nobody gains by leaving alone. */
export function pureEquilibria({ A, B }: Bimatrix): Profile[] {
  const bestInColumn = transposed(A).map(largest)
  const bestInRow = B.map(largest)
  return profilesOf({ A, B }).filter(
    ([i, j]) => compare(A[i]![j]!, bestInColumn[j]!) === 0 && compare(B[i]![j]!, bestInRow[i]!) === 0,
  )
}

/** Profiles that no other makes better for one player without making it worse for the other. */
export function paretoOptimal({ A, B }: Bimatrix): Profile[] {
  const profiles = profilesOf({ A, B })
  const beats = ([i, j]: Profile, [k, l]: Profile): boolean => {
    const [rowGains, columnGains] = [compare(A[i]![j]!, A[k]![l]!), compare(B[i]![j]!, B[k]![l]!)]
    return rowGains >= 0 && columnGains >= 0 && rowGains + columnGains > 0
  }
  return profiles.filter(profile => !profiles.some(other => beats(other, profile)))
}

/** Most the row player gets by committing to a pure row when the column player answers best and breaks ties for it. */
export function pureCommitment({ A, B }: Bimatrix): { value: Rational; profile: Profile } {
  const answers = profilesOf({ A, B }).filter(([i, j]) => compare(B[i]![j]!, largest(B[i]!)) === 0)
  const [row, column] = answers.reduce((best, other) =>
    compare(A[other[0]]![other[1]]!, A[best[0]]![best[1]]!) > 0 ? other : best,
  )
  return { value: A[row]![column]!, profile: [row, column] }
}
