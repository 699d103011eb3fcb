import { setTimeout as wait } from 'node:timers/promises'
import type { Item } from '../../contract/item.ts'
import type { LookupFailure, LookupService, LookupState } from '../../contract/lookup.ts'
import type { Emit, HandlersOf } from '../handlers.ts'
import { type LibraryRecords, put } from '../library/library.ts'
import { type Answer, FetchError, fetchText } from './fetch.ts'
import { filled, type Found } from './found.ts'
import { services } from './services.ts'

export interface LookupOptions {
  version: string
  /** Where services are, in the place of the internet's: for tests, whose servers are on this machine. */
  places?: Partial<Record<LookupService, string>>
  timeoutMs?: number
  /** How long to wait before the network is tried again, ms. */
  offlineMs?: number
  /** In the place of each service's own pause, ms. */
  everyMs?: number
}

/** An item that waits for its turn, and the services that have not been asked yet. */
interface Job {
  itemId: string
  number: string
  next: LookupService[]
}

/** How often a service that failed or asked for time is asked again. */
const tries = 3

const idle = (): LookupState => ({ total: 0, done: 0, waiting: null, service: null, filled: 0, failed: [] })

/**
 * Looks items up by their arXiv number or DOI, one question at a time, at the pace that each service asks for. Without a
 * network the queue waits and says so. An item that was filled is one edit that can be undone; what was written by hand stays.
 */
export class Lookup {
  private readonly records: LibraryRecords
  private readonly emit: Emit
  private readonly options: LookupOptions
  private queue: Job[] = []
  private running: Promise<void> | null = null
  private stopping = new AbortController()
  private readonly asked = new Map<LookupService, number>()
  state: LookupState = idle()

  constructor(records: LibraryRecords, emit: Emit, options: LookupOptions) {
    this.records = records
    this.emit = emit
    this.options = options
  }

  /** Puts items into the queue; those that have neither number fail at once. */
  start(itemIds: readonly string[]): LookupState {
    if (!this.running) this.state = idle()
    const waiting = new Set(this.queue.map(({ itemId }) => itemId))
    for (const itemId of new Set(itemIds)) {
      if (waiting.has(itemId)) continue
      const { arxivId, doi } = this.records.get('items', itemId)
      this.state.total++
      if (arxivId) this.queue.push({ itemId, number: arxivId, next: ['arxiv'] })
      else if (doi) this.queue.push({ itemId, number: doi, next: ['crossref', 'openalex'] })
      else this.fail(itemId, 'no-number')
    }
    this.tell({})
    if (this.queue.length > 0) this.running ??= this.run().finally(() => (this.running = null))
    return this.state
  }

  /** Forgets what is not done yet; what was filled stays. */
  cancel(): void {
    this.queue = []
    this.stopping.abort()
    this.stopping = new AbortController()
    this.tell({ total: this.state.done, waiting: null })
  }

  async close(): Promise<void> {
    this.cancel()
    await this.running
  }

  private tell(change: Partial<LookupState>): void {
    this.state = { ...this.state, ...change }
    this.emit('lookup:changed', this.state)
  }

  private fail(itemId: string, reason: LookupFailure): void {
    this.state.done++
    this.state.failed = [...this.state.failed, { itemId, reason }]
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      const { signal } = this.stopping
      try {
        await this.turn(signal)
      } catch (error) {
        if (!signal.aborted) throw error
      }
    }
    this.tell({ waiting: null, service: null })
  }

  /** Asks one service about the items at the head of the queue that want it. */
  private async turn(signal: AbortSignal): Promise<void> {
    const service = this.queue[0]?.next[0] ?? 'arxiv'
    const { batch } = services[service]
    const jobs = this.queue.filter(({ next }) => next[0] === service).slice(0, batch)
    const answer = await this.ask(
      service,
      jobs.map(({ number }) => number),
      signal,
    )
    this.queue = this.queue.filter(job => !jobs.includes(job))
    for (const job of jobs) await this.settle(job, answer)
    this.tell({})
  }

  private async settle(job: Job, answer: ReadonlyMap<string, Found> | LookupFailure): Promise<void> {
    const found = typeof answer === 'string' ? undefined : answer.get(job.number)
    const [, ...others] = job.next
    if (found) await this.fill(job.itemId, found)
    else if (others.length > 0) this.queue.unshift({ ...job, next: others })
    else this.fail(job.itemId, typeof answer === 'string' ? answer : 'not-found')
  }

  private async fill(itemId: string, found: Found): Promise<void> {
    const item: Item | undefined = this.records.data.items[itemId]
    const next = item && filled(item, found)
    if (next && next !== item) {
      await this.records.commit({ key: 'item-lookup', name: next.title }, [put('items', next)])
      this.state.filled++
    }
    this.state.done++
  }

  /** Asks until there is an answer: waits for the network as long as it takes, and for the service a few times. */
  private async ask(
    service: LookupService,
    numbers: string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Found> | LookupFailure> {
    for (let left = tries; ;) {
      await this.pace(service, signal)
      this.tell({ service })
      const answer = await this.fetch(service, numbers, signal)
      if (answer === 'offline') {
        this.tell({ waiting: 'network' })
        await wait(this.options.offlineMs ?? 30_000, undefined, { signal })
        continue
      }
      this.tell({ waiting: null })
      if (typeof answer === 'string') {
        if (answer !== 'timeout' || --left === 0) return answer
        continue
      }
      if (answer.status === 404 || answer.status === 410) return 'not-found'
      if (answer.status === 200) return services[service].read(answer.text, numbers) ?? 'unreadable'
      if (--left === 0 || (answer.status !== 429 && answer.status < 500)) return 'refused'
      await this.rest(answer, tries - left, signal)
    }
  }

  /** What the service asked for, or longer each time. */
  private async rest({ retryAfterS }: Answer, round: number, signal: AbortSignal): Promise<void> {
    this.tell({ waiting: 'service' })
    const restMs = retryAfterS === null ? 1000 * 2 ** round : Math.min(600, retryAfterS) * 1000
    await wait(this.options.everyMs === undefined ? restMs : Math.min(restMs, 50), undefined, { signal })
    this.tell({ waiting: null })
  }

  private async pace(service: LookupService, signal: AbortSignal): Promise<void> {
    const pauseMs = this.options.everyMs ?? services[service].everyMs
    const since = Date.now() - (this.asked.get(service) ?? 0)
    if (since < pauseMs) await wait(pauseMs - since, undefined, { signal })
    this.asked.set(service, Date.now())
  }

  private async fetch(
    service: LookupService,
    numbers: string[],
    signal: AbortSignal,
  ): Promise<Answer | LookupFailure | 'offline'> {
    const { places, timeoutMs = 15_000, version } = this.options
    const place = places?.[service]
    try {
      return await fetchText(services[service].addressOf(place ?? services[service].base, numbers), {
        signal,
        timeoutMs,
        userAgent: `Folium/${version}`,
        mayReachLoopback: place !== undefined,
      })
    } catch (error) {
      if (error instanceof FetchError) return error.fault
      throw error
    }
  }
}

export const lookupHandlers = (lookup: Lookup, refusal: Error | null): HandlersOf<'lookup'> => ({
  'lookup:start': ({ itemIds }) => {
    if (refusal) throw refusal
    return lookup.start(itemIds)
  },
  'lookup:cancel': () => lookup.cancel(),
  'lookup:state': () => lookup.state,
})
