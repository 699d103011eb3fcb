import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Session, SessionRequest } from '../contract/wire.ts'

const slowestMs = 10_000

/** 256 random bits, as text that may stand in an address. */
const fresh = () => randomBytes(32).toString('base64url')
const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Who may speak to the host: whoever brings the one-time token gets a secret, and a ticket which a reload of that tab trades for
 * a new pair, once. Only digests are kept, and they are compared in constant time.
 */
export class Sessions {
  readonly token = fresh()
  private key: Buffer | null = digest(this.token)
  private secret: Buffer | null = null
  private ticket: Buffer | null = null
  private wrong = 0

  /** A new session for a right token or ticket, which is used up by it and ends the session before; else null. */
  exchange(request: SessionRequest): Session | null {
    const right = 'token' in request ? this.matches(request.token, this.key) : this.matches(request.ticket, this.ticket)
    if (!right) return null
    this.key = null
    const session = { secret: fresh(), ticket: fresh() }
    this.secret = digest(session.secret)
    this.ticket = digest(session.ticket)
    return session
  }

  admits(secret: string): boolean {
    return this.matches(secret, this.secret)
  }

  /** How long to wait before saying no, milliseconds: twice as long after each wrong guess. */
  refusalDelayMs(): number {
    return this.wrong === 0 ? 0 : Math.min(50 * 2 ** this.wrong, slowestMs)
  }

  private matches(given: string, kept: Buffer | null): boolean {
    const right = kept !== null && timingSafeEqual(digest(given), kept)
    this.wrong = right ? 0 : this.wrong + 1
    return right
  }
}
