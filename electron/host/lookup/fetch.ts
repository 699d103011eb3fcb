import { lookup as resolveName } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP } from 'node:net'

/** Why nothing came back. `offline`: this machine reaches no network. */
export type FetchFault = 'offline' | 'timeout' | 'refused'

export class FetchError extends Error {
  readonly fault: FetchFault
  constructor(fault: FetchFault, detail: string) {
    super(detail)
    this.name = 'FetchError'
    this.fault = fault
  }
}

export interface Answer {
  status: number
  text: string
  /** Seconds that the server asks one to wait, or null. */
  retryAfterS: number | null
}

export interface FetchOptions {
  signal: AbortSignal
  timeoutMs: number
  userAgent: string
  /** For tests alone: servers on this machine are reached too. */
  mayReachLoopback: boolean
}

/** Largest answer that is read, bytes. */
const answerLimit = 8 << 20
const redirectLimit = 5

/** Addresses that are nobody's on the internet (RFC 6890): a service's name that leads there is no service's. */
const inner = new BlockList()
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(address, bits, 'ipv4')
for (const [address, bits] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(address, bits, 'ipv6')

/** Whether an address is one of a private or local network. */
export const isInner = (address: string): boolean => inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

const offlineCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ECONNREFUSED',
])

/**
 * Fetches a text from the internet: http or https, five redirects, 8 MiB, never from an address of a private network,
 * looked at after every redirect and every resolution of a name. Throws FetchError, or the signal's reason.
 */
export async function fetchText(address: string, options: FetchOptions): Promise<Answer> {
  let url = new URL(address)
  for (let hop = 0; hop <= redirectLimit; hop++) {
    const answer = await once(url, options)
    if (answer.location === null) return answer
    url = new URL(answer.location, url)
  }
  throw new FetchError('refused', `more than ${redirectLimit} redirects from ${address}`)
}

function once(url: URL, options: FetchOptions): Promise<Answer & { location: string | null }> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return Promise.reject(new FetchError('refused', `an address of the kind ${url.protocol}`))
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && isInner(host) && !options.mayReachLoopback)
    return Promise.reject(new FetchError('refused', `${host} is an address of a private network`))
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).get(
      url,
      {
        signal: options.signal,
        headers: { 'User-Agent': options.userAgent, Accept: 'application/json, application/atom+xml' },
        lookup: (name, lookupOptions, done) =>
          resolveName(name, { ...lookupOptions, all: true }, (error, addresses) => {
            const outer = options.mayReachLoopback ? addresses : addresses?.filter(each => !isInner(each.address))
            const [first] = outer ?? []
            if (error || !first) done(error ?? new FetchError('refused', `${name} is a private address`), '', 4)
            else if (lookupOptions.all) (done as unknown as (error: null, all: typeof outer) => void)(null, outer)
            else done(null, first.address, first.family)
          }),
      },
      response => read(response, resolve, reject),
    )
    request.setTimeout(options.timeoutMs, () => request.destroy(new FetchError('timeout', `${url.host} is silent`)))
    // A server that sends a letter a minute is silent too.
    const deadline = setTimeout(
      () => request.destroy(new FetchError('timeout', `${url.host} is slow`)),
      options.timeoutMs * 2,
    )
    request.on('close', () => clearTimeout(deadline))
    request.on('error', error => reject(fetchErrorFrom(error, options.signal)))
  })
}

function read(
  response: http.IncomingMessage,
  resolve: (answer: Answer & { location: string | null }) => void,
  reject: (error: Error) => void,
): void {
  const parts: Buffer[] = []
  let length = 0
  response.on('data', (part: Buffer) => {
    length += part.length
    if (length > answerLimit) response.destroy(new FetchError('refused', `an answer over ${answerLimit} bytes`))
    else parts.push(part)
  })
  response.on('error', error => reject(error instanceof FetchError ? error : new FetchError('offline', String(error))))
  response.on('end', () => {
    const status = response.statusCode ?? 0
    const { location } = response.headers
    resolve({
      status,
      text: Buffer.concat(parts).toString('utf8'),
      retryAfterS: secondsFrom(response.headers['retry-after']),
      location: status >= 300 && status < 400 && location ? location : null,
    })
  })
}

/** Retry-After (RFC 9110, 10.2.3): seconds or a date. */
function secondsFrom(value: string | undefined): number | null {
  if (value === undefined) return null
  if (/^\d+$/.test(value)) return Number(value)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

function fetchErrorFrom(error: Error & { code?: string }, signal: AbortSignal): Error {
  if (error instanceof FetchError) return error
  if (signal.aborted) return signal.reason as Error
  const isOffline = offlineCodes.has(error.code ?? '') || error.code === 'ECONNRESET'
  return new FetchError(isOffline ? 'offline' : 'refused', error.message)
}
