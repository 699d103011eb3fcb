import { z } from 'zod'
import { instant, recordId } from './identity.ts'

/** A number that JSON cannot write is its name: `NaN`, `Infinity`, `-Infinity`. */
const outcomeValue = z.union([z.number(), z.string().max(2000), z.boolean(), z.null()])

/** One solver's work: what it was given, where it was computed, and what came out. Given again it can be done again. */
export const computation = z.strictObject({
  solver: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/i),
  problem: z.json().refine(problem => JSON.stringify(problem).length <= 200_000, 'the problem is too large to keep'),
  seed: z.number().int().nonnegative(),
  precision: z.enum(['f64', 'f32']),
  backend: z.enum(['cpu', 'wasm', 'gpu']),
  adapter: z.string().max(500).optional(),
  status: z.string().max(40),
  /** The result and its certificate in one flat list by path (`result.x.0`, `certificate.gap`); long arrays by their sums. */
  outcome: z.record(z.string().max(400), outcomeValue).refine(all => Object.keys(all).length <= 2000),
})
export type Computation = z.infer<typeof computation>
export type Outcome = Computation['outcome']

const kept = {
  /** The topic or the item that it belongs to; the other is null. */
  topicId: recordId.nullable(),
  itemId: recordId.nullable(),
  widget: z.string().regex(/^[a-z][a-z0-9-]{0,99}$/i),
  /** All that the widget was set to, as its block in a note has it. */
  state: z.string().max(200_000),
  computations: z.array(computation).min(1).max(20),
}

/** What a run is kept with: a topic or an item. */
export type Keeper = { topicId: string; itemId: null } | { topicId: null; itemId: string }

/** What a window gives to be kept. */
export const runDraft = z
  .strictObject(kept)
  .refine(({ topicId, itemId }) => (topicId === null) !== (itemId === null), 'a run belongs to one topic or one item')

/** A run of a widget kept with a topic or an item, so that it can be run again years later and compared. */
export const run = z.strictObject({
  id: recordId,
  ...kept,
  keptAt: instant,
  /** The Folium that computed it. */
  version: z.string().max(40),
})
export type Run = z.infer<typeof run>
