import type { Answers } from '../../../electron/browser/connection.ts'
import type { EventName, Events } from '../../../electron/contract/events.ts'

type Emit = Parameters<Answers['subscribe']>[0]

/** A host that answers a few calls of its own: enough to try a door with, and it counts what it was asked. */
export class EchoHost implements Answers {
  readonly asked: string[] = []
  readonly args: unknown[] = []
  readonly aborted: string[] = []
  running = 0
  mostRunning = 0
  listeners = new Set<Emit>()

  async dispatch(
    name: string,
    args: unknown,
    context: Parameters<Answers['dispatch']>[2],
  ): ReturnType<Answers['dispatch']> {
    this.asked.push(name)
    this.args.push(args)
    this.mostRunning = Math.max(this.mostRunning, ++this.running)
    context.signal.addEventListener('abort', () => this.aborted.push(name))
    const value = await this.answer(name, args, context)
    this.running--
    if (context.signal.aborted) return { ok: false, error: { code: 'cancelled', params: {} } }
    if (name === 'refuse') return { ok: false, error: { code: 'not-found', params: { name: 'x' } } }
    return { ok: true, value }
  }

  private async answer(
    name: string,
    args: unknown,
    { signal, progress }: Parameters<Answers['dispatch']>[2],
  ): Promise<unknown> {
    if (name === 'bytes') return new Uint8Array(Number((args as { length: number }).length)).fill(7)
    if (name === 'length') return (args as { bytes: Uint8Array }).bytes.length
    if (name === 'unsendable') return 1n
    if (name === 'app:info') return { systemLanguage: 'en' }
    if (name === 'slow') await new Promise(then => setTimeout(then, 30))
    if (name === 'forever') await new Promise(then => signal.addEventListener('abort', then))
    if (name === 'steps')
      for (let done = 1; done <= 3; done++) {
        progress({ done, total: 3 })
        await new Promise(then => setTimeout(then, 10))
      }
    return args
  }

  subscribe(listener: Emit): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  emit<K extends EventName>(name: K, value: Events[K]): void {
    for (const listener of this.listeners) listener(name, value)
  }
}
