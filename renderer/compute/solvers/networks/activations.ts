export const activations = ['tanh', 'relu', 'leaky-relu', 'gelu', 'silu', 'sigmoid', 'identity'] as const
export type Activation = (typeof activations)[number]

const leak = 0.01
const root = Math.sqrt(2 / Math.PI)
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** Value of an activation; GELU in its tanh form (Hendrycks and Gimpel 2016). */
export const valueOf: Readonly<Record<Activation, (x: number) => number>> = {
  tanh: Math.tanh,
  relu: x => (x > 0 ? x : 0),
  'leaky-relu': x => (x > 0 ? x : leak * x),
  gelu: x => 0.5 * x * (1 + Math.tanh(root * (x + 0.044715 * x * x * x))),
  silu: x => x * sigmoid(x),
  sigmoid,
  identity: x => x,
}

/** Its slope at x; where there is none, at the kink of ReLU, 0 as everybody takes it. */
export const slopeOf: Readonly<Record<Activation, (x: number) => number>> = {
  tanh: x => 1 - Math.tanh(x) ** 2,
  relu: x => (x > 0 ? 1 : 0),
  'leaky-relu': x => (x > 0 ? 1 : leak),
  gelu(x) {
    const t = Math.tanh(root * (x + 0.044715 * x * x * x))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * root * (1 + 3 * 0.044715 * x * x)
  },
  silu(x) {
    const s = sigmoid(x)
    return s * (1 + x * (1 - s))
  },
  sigmoid(x) {
    const s = sigmoid(x)
    return s * (1 - s)
  },
  identity: () => 1,
}

/**
 * Weights at which slopes can be checked by differences: those given, or a hair (some 1e-5) beside them where the activation
 * has a kink, on which units that are silent would sit exactly.
 */
export const besideKinks = (weights: Float64Array, activation: string): Float64Array =>
  activation.endsWith('relu')
    ? weights.map((value, i) => value + 1e-5 * (1.5 + Math.cos(7 * i + 1)) * (i % 2 ? -1 : 1))
    : weights
