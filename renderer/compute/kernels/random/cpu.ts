import { Stream } from '../../random/stream.ts'

/** The first `count` words of a stream of a seed; both are non-negative safe integers. */
export interface RandomInput {
  readonly seed: number
  readonly stream: number
  readonly count: number
}
export type RandomOutput = { words: Uint32Array }

/** Reference: the words that `Stream` gives one after another. */
export function randomCpu({ seed, stream, count }: RandomInput): RandomOutput {
  const source = new Stream(seed, stream)
  return { words: Uint32Array.from({ length: count }, () => source.word()) }
}
