import { certifySlopeSlowly, surprise, type NetworkCertificate } from './network.ts'

/** A small transformer as its weights say, one after the other by name. */
export interface Spoken {
  readonly vocabulary: number
  readonly width: number
  readonly heads: number
  readonly layers: number
  readonly causal: boolean
  readonly weights: readonly { readonly name: string; readonly rows: number; readonly columns: number }[]
}

/** A sequence and what should be said at its places: `share` is 0 where nothing counts. */
export interface Sentence {
  readonly tokens: readonly number[]
  readonly targets: readonly number[]
  readonly share: readonly number[]
}

type Rows = number[][]
type Book = ReadonlyMap<string, Rows>

function bookFrom(weights: Spoken['weights'], flat: Float64Array): Book {
  let at = 0
  const rowsOf = (rows: number, columns: number): Rows =>
    Array.from({ length: rows }, () => Array.from(flat.subarray(at, (at += columns))))
  return new Map(weights.map(({ name, rows, columns }) => [name, rowsOf(rows, columns)]))
}

function through(x: Rows, W: Rows, b?: Rows): Rows {
  const width = W[0]!.length
  return x.map(row => {
    const out = b ? [...b[0]!] : Array<number>(width).fill(0)
    row.forEach((value, c) => W[c]!.forEach((w, j) => (out[j]! += value * w)))
    return out
  })
}
const sum = (a: Rows, b: Rows, factor = 1): Rows => a.map((row, i) => row.map((value, j) => value + factor * b[i]![j]!))
const bent = (x: Rows): Rows =>
  x.map(row => row.map(v => v / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3)))))

function normalised(x: Rows, book: Book, name: string): Rows {
  const [gain, shift] = [book.get(`${name}.gain`)![0]!, book.get(`${name}.shift`)![0]!]
  return x.map(row => {
    const mean = row.reduce((a, b) => a + b, 0) / row.length
    const square = row.reduce((a, b) => a + b * b, 0) / row.length - mean * mean
    return row.map((value, c) => ((value - mean) / Math.sqrt(square + 1e-5)) * gain[c]! + shift[c]!)
  })
}

function looked(Q: Rows, K: Rows, V: Rows, { heads, width, causal }: Spoken, before: number): Rows {
  const d = width / heads
  return Q.map((q, i) => {
    const keys = causal ? before + i + 1 : K.length
    return q.map((_, column) => {
      const from = Math.floor(column / d) * d
      const scores = K.slice(0, keys).map(k => {
        let score = 0
        for (let c = from; c < from + d; c++) score += q[c]! * k[c]!
        return score / Math.sqrt(d)
      })
      const top = Math.max(...scores)
      const powers = scores.map(s => Math.exp(s - top))
      return powers.reduce((total, p, j) => total + p * V[j]![column]!, 0) / powers.reduce((a, b) => a + b, 0)
    })
  })
}

/** What is added by rank: (α/r) x A B. */
function projected(x: Rows, book: Book, name: string): Rows {
  const plain = through(x, book.get(name)!, book.get(`${name}.b`))
  const [A, B] = [book.get(`${name}.A`), book.get(`${name}.B`)]
  return A && B ? sum(plain, through(through(x, A), B), 2) : plain
}

/** Logits of every place of a sequence. */
function logitsOf(spoken: Spoken, book: Book, tokens: readonly number[]): Rows {
  const [E, P, prompt] = [book.get('E')!, book.get('P')!, book.get('prompt') ?? []]
  let x: Rows = [...prompt, ...tokens.map((token, i) => E[token]!.map((value, c) => value + P[i]![c]!))]
  for (let layer = 1; layer <= spoken.layers; layer++) {
    const h = normalised(x, book, `${layer}.att`)
    const [pK, pV] = [book.get(`${layer}.prefixK`) ?? [], book.get(`${layer}.prefixV`) ?? []]
    const K = [...pK, ...through(h, book.get(`${layer}.Wk`)!, book.get(`${layer}.Wk.b`))]
    const V = [...pV, ...projected(h, book, `${layer}.Wv`)]
    const seen = looked(projected(h, book, `${layer}.Wq`), K, V, spoken, pK.length)
    x = sum(x, through(seen, book.get(`${layer}.Wo`)!, book.get(`${layer}.Wo.b`)))
    const inner = through(normalised(x, book, `${layer}.ff`), book.get(`${layer}.W1`)!, book.get(`${layer}.W1.b`))
    let y = through(bent(inner), book.get(`${layer}.W2`)!, book.get(`${layer}.W2.b`))
    const down = book.get(`${layer}.down`)
    if (down) y = sum(y, through(bent(through(y, down)), book.get(`${layer}.up`)!))
    x = sum(x, y)
  }
  return through(normalised(x.slice(prompt.length), book, 'out'), book.get('Wout')!)
}

/** Certifies a transformer by computing its loss anew, sequence by sequence, and its slopes by differences of that, with pauses. */
export function* certifyTransformer(
  spoken: Spoken,
  sentences: readonly Sentence[],
  flat: Float64Array,
  claimed: { readonly loss: number; readonly slope: Float64Array },
): Generator<void, NetworkCertificate> {
  const loss = (weights: Float64Array) => {
    const book = bookFrom(spoken.weights, weights)
    let total = 0
    for (const { tokens, targets, share } of sentences)
      logitsOf(spoken, book, tokens).forEach((scores, i) => {
        if (!share[i]) return
        const truth = Float64Array.from(scores, (_, j) => Number(j === targets[i]))
        total += share[i] * surprise(Float64Array.from(scores), truth)
      })
    return total
  }
  const places = sentences.flatMap(({ share }) => share).filter(Boolean).length
  return yield* certifySlopeSlowly(loss, flat, claimed, places, { turns: 1, from: [1e-3, 1e-4, 1e-5] })
}
