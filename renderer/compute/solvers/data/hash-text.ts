import { atOnce, defineStepwise } from '../../stepwise.ts'
import { referenceHash } from '../../verify/hash.ts'
import { whole } from './fields.ts'
import { murmur3 } from './murmur3.ts'

/** MurmurHash3_x86_32 of one text; what all sketches of this family stand on. */
export const hashText = defineStepwise({
  id: 'murmur3',
  title: { en: 'MurmurHash3 of a text', 'zh-CN': '文本的 MurmurHash3' },
  schema: {
    s: { kind: 'text', label: { en: 'Text', 'zh-CN': '文本' }, default: 'hello, world', maxLength: 100_000 },
    seed: { ...whole({ en: 'Seed', 'zh-CN': '种子' }, 's', 0, 0, 2 ** 32 - 1, 1_000), scale: 'linear' },
  },
  check: () => [],
  begin: ({ s, seed }) =>
    atOnce(() => {
      const hash = murmur3(s, seed)
      const again = referenceHash(s, seed)
      const result = { hash, hex: hash.toString(16).padStart(8, '0') }
      return { state: result, metrics: { hash }, result, certificate: { reference: again, holds: hash === again } }
    }),
})
