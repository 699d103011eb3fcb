interface Shape {
  readonly kind: string
  readonly layers: number
  readonly width: number
  readonly keyWidth: number
  readonly dense: number
  readonly vocabulary: number
  readonly positions: number
}

export interface CountCertificate {
  /** Methods whose count is not that of their tensors listed one by one. */
  readonly wrong: readonly string[]
  readonly tensors: number
  readonly holds: boolean
}

type Tensor = readonly [rows: number, columns: number]

/** Every tensor of a model, one by one; biases and shifts have one column and say so. */
function tensorsOf({ kind, layers, width: d, keyWidth: k, dense: f, vocabulary, positions }: Shape) {
  const all: { size: Tensor; shift?: true }[] = [{ size: [vocabulary, d] }]
  const norm = () => all.push({ size: [d, 1] }, ...(kind === 'llama' ? [] : [{ size: [d, 1], shift: true } as const]))
  const linear = (rows: number, columns: number) =>
    all.push({ size: [rows, columns] }, ...(kind === 'llama' ? [] : [{ size: [columns, 1], shift: true } as const]))
  if (positions) all.push({ size: [positions, d] })
  if (kind === 'bert') {
    all.push({ size: [2, d] })
    norm()
  }
  for (let layer = 0; layer < layers; layer++) {
    for (const columns of [d, k, k, d]) linear(d, columns)
    norm()
    linear(d, f)
    if (kind === 'llama') linear(d, f)
    linear(f, d)
    norm()
  }
  if (kind === 'bert') linear(d, d)
  else norm()
  if (kind === 'llama') all.push({ size: [d, vocabulary] })
  return all
}

/** Certifies counts of parameters by listing every tensor and adding up. */
export function certifyCounts(
  given: {
    readonly model: Shape
    readonly rank: number
    readonly shapes: readonly Tensor[]
    readonly adapter: number
    readonly prefix: number
    readonly prompt: number
  },
  counts: Readonly<Record<string, number>>,
): CountCertificate {
  const { model, rank, shapes, adapter, prefix, prompt } = given
  const { layers, width: d, keyWidth } = model
  const tensors = tensorsOf(model)
  const each = (of: readonly Tensor[]) => Array.from({ length: layers }, () => of).flat()
  const module: Tensor[] = [
    [d, adapter],
    [adapter, 1],
    [adapter, d],
    [d, 1],
  ]
  const lists: Record<string, readonly Tensor[]> = {
    full: tensors.map(({ size }) => size),
    bias: tensors.filter(({ shift }) => shift).map(({ size }) => size),
    lora: each(
      shapes.flatMap(([rows, columns]): Tensor[] => [
        [rows, rank],
        [rank, columns],
      ]),
    ),
    adapter: each([...module, ...module]),
    prefix: each([
      [prefix, keyWidth],
      [prefix, keyWidth],
    ]),
    prompt: [[prompt, d]],
  }
  const wrong = Object.entries(lists)
    .filter(([method, list]) => list.reduce((sum, [rows, columns]) => sum + rows * columns, 0) !== counts[method])
    .map(([method]) => method)
  return { wrong, tensors: tensors.length, holds: wrong.length === 0 }
}
