/** A transformer as its paper or model card gives it. */
export interface Model {
  readonly layers: number
  readonly width: number
  /** Of keys and values together per head group: less than `width` where heads share them. */
  readonly keyWidth: number
  readonly dense: number
  readonly vocabulary: number
  readonly positions: number
  /** bert: post-norm with pooler, two embeddings more; gpt: pre-norm, tied output; llama: gated dense part, no biases. */
  readonly kind: 'bert' | 'gpt' | 'llama'
}

const square = (kind: Model['kind'], layers: number, width: number, vocabulary: number, positions: number): Model => ({
  kind,
  layers,
  width,
  keyWidth: width,
  dense: 4 * width,
  vocabulary,
  positions,
})

export const models = {
  'bert-base': square('bert', 12, 768, 30_522, 512),
  'bert-large': square('bert', 24, 1_024, 30_522, 512),
  'gpt-2': square('gpt', 12, 768, 50_257, 1_024),
  'gpt-2-xl': square('gpt', 48, 1_600, 50_257, 1_024),
  'gpt-3': square('gpt', 96, 12_288, 50_257, 2_048),
  'llama-7b': { ...square('llama', 32, 4_096, 32_000, 0), dense: 11_008 },
  'llama-2-70b': { ...square('llama', 80, 8_192, 32_000, 0), keyWidth: 1_024, dense: 28_672 },
} as const satisfies Readonly<Record<string, Model>>

/** Numbers in all of a model. */
export function sizeOf({ kind, layers, width: d, keyWidth: k, dense: f, vocabulary, positions }: Model): number {
  const attention = 2 * d * d + 2 * d * k
  if (kind === 'llama') return 2 * vocabulary * d + layers * (attention + 3 * d * f + 2 * d) + d
  const layer = attention + 2 * d + 2 * k + 2 * d * f + f + d + 4 * d
  const around =
    kind === 'bert' ? (vocabulary + positions + 2) * d + 2 * d + d * d + d : (vocabulary + positions) * d + 2 * d
  return around + layers * layer
}

/** Its biases and shifts, which are all that BitFit trains. */
export function biasesOf({ kind, layers, width: d, keyWidth: k, dense: f }: Model): number {
  if (kind === 'llama') return 0
  return layers * (2 * d + 2 * k + f + d + 2 * d) + d * (kind === 'bert' ? 2 : 1)
}
