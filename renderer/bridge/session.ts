import { Refusal } from '../../electron/contract/result.ts'
import type { Session, SessionRequest } from '../../electron/contract/wire.ts'

const key = 'folium-ticket'

/**
 * Trades the address's one-time token, or the ticket that this tab kept over a reload, for a secret that stays in memory.
 * The token leaves the address and the history at once; a ticket lies in the tab's storage only between two pages.
 * Throws Refusal 'session-refused' where neither is good, 'connection-lost' where nobody answers.
 */
export async function takeSession(): Promise<string> {
  const token = location.hash.slice(1)
  let ticket = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  if (token) history.replaceState(history.state, '', location.pathname + location.search)
  addEventListener('pagehide', () => ticket && sessionStorage.setItem(key, ticket))
  // A page that comes back from the browser's cache still has its ticket in memory.
  addEventListener('pageshow', () => sessionStorage.removeItem(key))
  const session = await exchange(token ? { token } : { ticket: ticket ?? '' })
  ticket = session.ticket
  return session.secret
}

async function exchange(request: SessionRequest): Promise<Session> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  }).catch(() => {
    throw new Refusal('connection-lost')
  })
  if (!answer.ok) throw new Refusal('session-refused')
  return (await answer.json()) as Session
}
