import { mulberry32, pcg32, philox, sfc32, type Words } from '../../random/generators.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyWords } from '../../verify/words.ts'
import { whole } from './fields.ts'

const word = 2 ** 32

/** What each generator is seeded with, and how. */
const generators: Readonly<Record<string, { readonly seeds: number; from(seeds: readonly number[]): Words }>> = {
  'philox4x32-10': { seeds: 6, from: seeds => philox(seeds.slice(0, 4), seeds.slice(4)) },
  mulberry32: { seeds: 1, from: ([seed]) => mulberry32(seed!) },
  sfc32: { seeds: 4, from: ([a, b, c, counter]) => sfc32(a!, b!, c!, counter!) },
  pcg32: { seeds: 2, from: ([seed, sequence]) => pcg32(seed!, sequence!) },
}

/** Words of four random generators from explicit seeds, to compare with other programs; Philox is the one used here. */
export const randomWords = defineStepwise({
  id: 'random-words',
  title: { en: 'Words of random generators', 'zh-CN': '随机数发生器的输出' },
  schema: {
    generator: {
      kind: 'choice',
      label: { en: 'Generator', 'zh-CN': '发生器' },
      default: 'philox4x32-10',
      options: Object.keys(generators),
    },
    seeds: {
      kind: 'vector',
      label: { en: 'Seeds (Philox: counter of four, key of two)', 'zh-CN': '种子（Philox：四个计数字与两个密钥字）' },
      default: [0, 0, 0, 0, 0, 0],
      maxLength: 6,
    },
    discard: {
      ...whole({ en: 'Words thrown away first', 'zh-CN': '先丢弃的个数' }, 'd', 0, 0, 100_000, 100),
      scale: 'linear',
    },
    count: whole({ en: 'Words', 'zh-CN': '个数' }, 'n', 8, 1, 10_000, 100),
  },
  check({ generator, seeds }) {
    const wanted = generators[generator]!.seeds
    if (seeds.length !== wanted) return mismatch('seeds', 'generator', wanted, seeds.length)
    const wrong = seeds.find(seed => !Number.isInteger(seed) || seed < 0 || seed >= word)
    return wrong === undefined ? [] : mismatch('seeds', 'generator', `0 … ${word - 1}`, wrong)
  },
  begin: ({ generator, seeds, discard, count }) =>
    atOnce(() => {
      const next = generators[generator]!.from(seeds)
      for (let i = 0; i < discard; i++) next()
      const words = Array.from({ length: count }, next)
      return { state: words, metrics: { count }, result: { words }, certificate: certifyWords(words) }
    }),
})
