type Rows = readonly (readonly number[])[]

export interface PatchCertificate {
  /** Pixels that differ once the patches are put back: 0. */
  readonly pixels: number
  /** Pixels of the image that some patch holds, each once: all. */
  readonly covered: boolean
  /** Largest error of: tokens are linear in the image, by the sum of all patches through the map at once. */
  readonly linear: number
  readonly holds: boolean
}

/** Certifies patches by putting the image together again, and tokens by what a linear map keeps: sums. */
export function certifyPatches(
  image: Rows,
  size: number,
  patches: Rows,
  projection: Rows,
  tokens: Rows,
  positions: Rows,
): PatchCertificate {
  const [height, width] = [image.length, image[0]!.length]
  const across = width / size
  let pixels = 0
  for (let i = 0; i < height; i++)
    for (let j = 0; j < width; j++) {
      const patch = patches[Math.floor(i / size) * across + Math.floor(j / size)]
      if (patch?.[(i % size) * size + (j % size)] !== image[i]![j]) pixels++
    }
  const covered = patches.reduce((sum, patch) => sum + patch.length, 0) === height * width
  const sums = projection.map((_, at) => patches.reduce((sum, patch) => sum + patch[at]!, 0))
  let linear = 0
  for (let c = 0; c < projection[0]!.length; c++) {
    const once = sums.reduce((sum, value, at) => sum + value * projection[at]![c]!, 0)
    const size = sums.reduce((sum, value, at) => sum + Math.abs(value * projection[at]![c]!), 1)
    const all = tokens.reduce((sum, token, i) => sum + token[c]! - positions[i]![c]!, 0)
    linear = Math.max(linear, Math.abs(all - once) / size)
  }
  return { pixels, covered, linear, holds: pixels === 0 && covered && linear < 1e-10 }
}
