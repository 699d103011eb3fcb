import type { Stream } from '../../random/stream.ts'

export const initialisations = ['xavier', 'he', 'lecun', 'small', 'zeros'] as const
export type Initialisation = (typeof initialisations)[number]

/** Standard deviation of a first weight by what comes in and goes out (Glorot and Bengio 2010; He and others 2015; LeCun 1998). */
const spreadOf: Readonly<Record<Initialisation, (fanIn: number, fanOut: number) => number>> = {
  xavier: (fanIn, fanOut) => Math.sqrt(2 / (fanIn + fanOut)),
  he: fanIn => Math.sqrt(2 / fanIn),
  lecun: fanIn => Math.sqrt(1 / fanIn),
  small: () => 0.02,
  zeros: () => 0,
}

/** Fills weights of `fanIn` × `fanOut` with normals of the right size. */
export const filler =
  (kind: Initialisation, random: Stream, fanIn: number, fanOut: number) =>
  (data: Float64Array): void => {
    const spread = spreadOf[kind](fanIn, fanOut)
    for (let at = 0; at < data.length; at++) data[at] = spread * random.normal()
  }
