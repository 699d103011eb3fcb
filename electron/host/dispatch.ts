import { type CallName, calls } from '../contract/calls.ts'
import { Refusal, type Result } from '../contract/result.ts'
import type { CallContext, Handlers } from './handlers.ts'

const isCallName = (name: string): name is CallName => Object.hasOwn(calls, name)

/**
 * Answers one call from a window or terminal, whatever it sends. Never throws: an expected failure is its Refusal,
 * a bug is 'internal' and goes to standard error, with nothing of it to the caller.
 */
export async function dispatch(
  handlers: Handlers,
  name: string,
  args: unknown,
  context: CallContext,
): Promise<Result<unknown>> {
  try {
    if (!isCallName(name)) throw new Refusal('unknown-call', { name: name.slice(0, 100) })
    const checked = calls[name].args.safeParse(args)
    if (!checked.success) {
      const issue = checked.error.issues[0]
      throw new Refusal('invalid-argument', { name, path: issue?.path.join('.') ?? '', reason: issue?.message ?? '' })
    }
    const handler = handlers[name] as (args: unknown, context: CallContext) => unknown
    const value = await handler(checked.data, context)
    context.signal.throwIfAborted()
    return { ok: true, value }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: { code: error.code, params: error.params } }
    if (context.signal.aborted) return { ok: false, error: { code: 'cancelled', params: {} } }
    console.error(`${name} failed:`, error)
    return { ok: false, error: { code: 'internal', params: { name } } }
  }
}
