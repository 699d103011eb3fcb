import { useCallback, useState } from 'react'
import type { Ask } from './model.ts'

/** What the reader started last, and how often anything was started. */
interface Started {
  readonly key?: string
  readonly times: number
}

export function useStarted(): [Started, (key: string) => void] {
  const [started, setStarted] = useState<Started>({ times: 0 })
  const start = useCallback((key: string) => setStarted(({ times }) => ({ key, times: times + 1 })), [])
  return [started, start]
}

type Asks = Readonly<Record<string, Ask>>

/** The asks with what was started in the place of what is asked until then. */
export const startedFrom = (asks: Asks, { key, times }: Started): Asks =>
  Object.fromEntries(
    Object.entries(asks).map(([name, { held, ...ask }]) => [
      name,
      held && held.key === key ? { ...ask, problem: held.problem, seed: (ask.seed ?? 0) + times } : ask,
    ]),
  )
