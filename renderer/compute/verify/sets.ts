/** What two sets of whole numbers have together and apart. */
export interface Relation {
  readonly union: readonly number[]
  readonly intersection: readonly number[]
  readonly difference: readonly number[]
  readonly symmetric_difference: readonly number[]
}

export interface RelationCertificate {
  /** Numbers that stand in one of the four results and should not, or the other way round. */
  readonly wrong: number
  readonly holds: boolean
}

/** Certifies set operations by asking for each number one by one. */
export function certifyRelation(a: readonly number[], b: readonly number[], found: Relation): RelationCertificate {
  const [inA, inB] = [new Set(a), new Set(b)]
  const all = [...new Set([...a, ...b, ...Object.values(found).flat()])]
  const wanted: Record<keyof Relation, (x: number) => boolean> = {
    union: x => inA.has(x) || inB.has(x),
    intersection: x => inA.has(x) && inB.has(x),
    difference: x => inA.has(x) && !inB.has(x),
    symmetric_difference: x => inA.has(x) !== inB.has(x),
  }
  const wrong = (Object.keys(wanted) as (keyof Relation)[]).reduce((count, name) => {
    const given = new Set(found[name])
    return count + all.filter(x => given.has(x) !== wanted[name](x)).length + (found[name].length - given.size)
  }, 0)
  return { wrong, holds: wrong === 0 }
}
