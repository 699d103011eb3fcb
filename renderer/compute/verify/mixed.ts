type Rows = readonly (readonly number[])[]

export interface MixedCertificate {
  /** Largest |mixture − (second + λ (first − second))| over the largest pixel. */
  readonly blend: number
  /** No pixel is darker or lighter than both it came from. */
  readonly between: boolean
  /** Both captions stand in the new one, in their order. */
  readonly captions: boolean
  readonly holds: boolean
}

/** Certifies a mixture of two images and captions. */
export function certifyMixture(
  given: {
    readonly first: Rows
    readonly second: Rows
    readonly first_caption: string
    readonly second_caption: string
    readonly lambda: number
  },
  image: Rows,
  caption: string,
): MixedCertificate {
  let [blend, size, between] = [0, 1e-300, true]
  given.first.forEach((row, i) =>
    row.forEach((a, j) => {
      const [b, mixed] = [given.second[i]![j]!, image[i]![j]!]
      size = Math.max(size, Math.abs(a), Math.abs(b))
      blend = Math.max(blend, Math.abs(mixed - (b + given.lambda * (a - b))))
      const slack = 1e-12 * Math.max(Math.abs(a), Math.abs(b))
      between &&= mixed >= Math.min(a, b) - slack && mixed <= Math.max(a, b) + slack
    }),
  )
  const captions = caption.startsWith(given.first_caption) && caption.endsWith(given.second_caption)
  const silent = !given.first_caption.trim() || !given.second_caption.trim()
  return {
    blend: blend / size,
    between,
    captions: captions || silent,
    holds: blend / size < 1e-12 && between && (captions || silent),
  }
}
