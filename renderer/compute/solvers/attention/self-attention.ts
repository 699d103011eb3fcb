import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { countField, rowsFrom, temperature } from '../fields.ts'
import { wordsOf } from '../networks/corpus.ts'
import { Attention, type Together } from './heads.ts'
import { sinusoids } from './positions.ts'

const schema = {
  text: {
    kind: 'text',
    label: { en: 'Text', 'zh-CN': '文本' },
    default: 'the cat sat on the mat because the mat was warm',
    maxLength: 4_000,
  },
  width: { ...countField('Width', '维数', 16, 2, 256, 64), symbol: 'd', alias: 'd_model' },
  heads: countField('Heads', '头数', 2, 1, 16, 8),
  position: {
    kind: 'choice',
    label: { en: 'Positions', 'zh-CN': '位置编码' },
    default: 'sinusoidal',
    options: ['sinusoidal', 'rotary', 'none'],
  },
  causal: {
    kind: 'flag',
    label: { en: 'Look at no later word (causal)', 'zh-CN': '不看后面的词（因果掩码）' },
    default: false,
  },
  temperature,
  alike: {
    kind: 'number',
    label: { en: 'How far queries look for what is like them', 'zh-CN': '查询寻找相似词的程度' },
    default: 0.8,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  },
} as const
type Given = Problem<typeof schema>

const [mostWords, mostWork] = [400, 2e7]
/** Streams of one seed: maps of queries, keys, values; those of the words follow. */
const firstWord = 10

/** The embedding of a word: normals from a stream of its own, the same wherever the word stands. */
function embedding(word: string, width: number, seed: number): Float64Array {
  let hash = 0
  for (const letter of word) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) >>> 0
  const random = new Stream(seed, firstWord + hash)
  return Float64Array.from({ length: width }, () => random.normal())
}

/** x (share · 1 + (1 − share) · R) with R drawn at random: queries and keys of a share of 1 look for words like themselves. */
function mapped(x: Float64Array, n: number, width: number, share: number, random: Stream): Float64Array {
  const R = Float64Array.from({ length: width * width }, () => random.normal() / Math.sqrt(width))
  const out = new Float64Array(n * width)
  for (let i = 0; i < n; i++)
    for (let c = 0; c < width; c++) {
      const value = x[i * width + c]!
      out[i * width + c]! += share * value
      for (let j = 0; j < width; j++) out[i * width + j]! += (1 - share) * value * R[c * width + j]!
    }
  return out
}

function togetherFrom(given: Given, words: readonly string[], seed: number): Together {
  const { width, heads, position, causal, temperature, alike } = given
  const n = words.length
  const x = new Float64Array(n * width)
  words.forEach((word, i) => x.set(embedding(word, width, seed), i * width))
  if (position === 'sinusoidal') sinusoids(n, width, 10_000).forEach((value, at) => (x[at]! += value))
  const map = (share: number, stream: number) => mapped(x, n, width, share, new Stream(seed, stream))
  const open = causal && Uint8Array.from({ length: n * n }, (_, at) => Number(at % n <= Math.floor(at / n)))
  return {
    n,
    m: n,
    Q: map(alike, 0),
    K: map(alike, 1),
    V: map(0, 2),
    dO: new Float64Array(n * width).fill(1),
    heads,
    temperature,
    ...(open && { open }),
    ...(position === 'rotary' && { rotary: 10_000 }),
  }
}

/** Which words of a text look at which: embeddings drawn at random, the same for the same word, with positions, in any number of heads. */
export const selfAttention = defineStepwise({
  id: 'self-attention',
  title: { en: 'Self-attention of a text', 'zh-CN': '文本的自注意力' },
  schema,
  engines: ['cpu', 'wasm', 'gpu'],
  check({ text, width, heads }) {
    const n = wordsOf(text).length
    if (n < 1 || n > mostWords) return mismatch('text', 'text', `1 … ${mostWords}`, n, 'words')
    if (2 * n * n * width > mostWork) return mismatch('width', 'text', `≤ ${Math.floor(mostWork / (2 * n * n))}`, width)
    return width % heads ? mismatch('heads', 'width', `h ∣ ${width}`, heads) : []
  },
  begin(problem, seed) {
    const words = wordsOf(problem.text)
    const together = togetherFrom(problem, words, seed)
    const run = new Attention(together)
    const rows = (of: Float64Array) => rowsFrom(of, problem.width)
    return {
      steps: run.steps(),
      answer() {
        const answered = run.answer()
        if (!answered) return undefined
        const { probs, out, heads } = answered.result
        const { certificate } = answered
        return {
          result: {
            words,
            probs,
            out,
            heads: heads.map(({ probs, scores, entropy }) => ({ probs, scores, entropy })),
            // As they meet, all heads side by side, before rotary positions turn them.
            Q: rows(together.Q),
            K: rows(together.K),
            V: rows(together.V),
          },
          certificate,
        }
      },
    }
  },
})
