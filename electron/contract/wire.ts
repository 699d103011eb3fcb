import { z } from 'zod'
import type { Progress } from './bridge.ts'
import type { EventName, Events } from './events.ts'
import type { Result } from './result.ts'

// The browser door's messages, one over the other in frames.ts. Electron needs none of them.

/** Chosen by the window, unique among its calls that have no reply yet. */
const number = z.number().int().nonnegative()

/** What a window may say. `hello` comes first and once; `name` and `args` are checked by the host against its table. */
export const toHost = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hello'), secret: z.string().max(100) }),
  z.strictObject({ t: z.literal('call'), number, name: z.string().max(100), args: z.unknown() }),
  z.strictObject({ t: z.literal('cancel'), number }),
])
export type ToHost = z.infer<typeof toHost>

/** What the host says. `welcome` answers a good `hello`. */
export type ToWindow =
  | { t: 'welcome' }
  | { t: 'reply'; number: number; result: Result<unknown> }
  | { t: 'progress'; number: number; progress: Progress }
  | { t: 'event'; name: EventName; value: Events[EventName] }

/** What `POST /session` takes: the address's one-time token, or the ticket that a reloaded tab kept. */
export const sessionRequest = z.union([
  z.strictObject({ token: z.string().max(100) }),
  z.strictObject({ ticket: z.string().max(100) }),
])
export type SessionRequest = z.infer<typeof sessionRequest>

/** What it gives: a secret for the tab's memory, and the ticket that a reload of the tab trades for new ones, once. */
export interface Session {
  secret: string
  ticket: string
}
