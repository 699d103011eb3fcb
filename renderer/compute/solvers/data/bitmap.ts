import type { Issue } from '../../issue.ts'
import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifyRelation } from '../../verify/sets.ts'

const largestMember = 2 ** 26 - 1
const members = { kind: 'vector', maxLength: 100_000, mayBeEmpty: true } as const

const memberIssues = (parameter: string, set: readonly number[]): Issue[] => {
  const wrong = set.find(x => !Number.isInteger(x) || x < 0 || x > largestMember)
  const params = { parameter, value: String(wrong), min: 0, max: largestMember }
  return wrong === undefined ? [] : [{ code: 'out-of-range', parameter, params }]
}

const bitmapOf = (set: readonly number[], words: number): Uint32Array => {
  const bits = new Uint32Array(words)
  for (const x of set) bits[x >>> 5]! |= 1 << (x & 31)
  return bits
}

/** The numbers of a bitmap, in order: the lowest bit of each word again and again. */
function membersOf(bits: Uint32Array): number[] {
  const found: number[] = []
  for (const [at, word] of bits.entries())
    for (let left = word; left; left &= left - 1) found.push(at * 32 + 31 - Math.clz32(left & -left))
  return found
}

/** Sets of whole numbers as one bit each, and what two of them share, 32 numbers at a time. */
export const bitmap = defineStepwise({
  id: 'bitmap',
  title: { en: 'Bitmaps of two sets', 'zh-CN': '两个集合的位图' },
  schema: {
    a: { ...members, label: { en: 'First set', 'zh-CN': '第一个集合' }, symbol: 'A', default: [1, 3, 5, 7, 9, 40] },
    b: { ...members, label: { en: 'Second set', 'zh-CN': '第二个集合' }, symbol: 'B', default: [2, 3, 5, 7, 40, 41] },
  },
  check: ({ a, b }) => [...memberIssues('a', a), ...memberIssues('b', b)],
  begin: ({ a, b }) =>
    atOnce(() => {
      const largest = [...a, ...b].reduce((most, x) => Math.max(most, x), 0)
      const words = (largest >>> 5) + 1
      const [x, y] = [bitmapOf(a, words), bitmapOf(b, words)]
      const relation = {
        union: membersOf(x.map((word, i) => word | y[i]!)),
        intersection: membersOf(x.map((word, i) => word & y[i]!)),
        difference: membersOf(x.map((word, i) => word & ~y[i]!)),
        symmetric_difference: membersOf(x.map((word, i) => word ^ y[i]!)),
      }
      const sizes = { union: relation.union.length, intersection: relation.intersection.length }
      const jaccard = sizes.union ? sizes.intersection / sizes.union : 1
      const result = { ...relation, jaccard, bytes: words * 4, bytes_as_lists: 4 * (new Set(a).size + new Set(b).size) }
      return { state: sizes, metrics: { ...sizes, jaccard }, result, certificate: certifyRelation(a, b, relation) }
    }),
})
