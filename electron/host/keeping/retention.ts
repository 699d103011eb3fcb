import type { Backup } from '../../contract/keeping.ts'

/** How many of the newest days, weeks and months keep their last backup. */
const days = 7
const weeks = 4
const months = 12
/** The Monday after 1970 began: weeks count from Monday, UTC. */
const firstMonday = 4

const dayOf = (at: string): number => Math.floor(Date.parse(at) / 86_400_000)
const weekOf = (at: string): number => Math.floor((dayOf(at) - firstMonday) / 7)
const monthOf = (at: string): string => at.slice(0, 7)

/**
 * The backups that the rule lets go: of those Folium made by itself, the newest of each of the last seven days, four
 * weeks and twelve months that have one stay. What somebody asked for stays until they remove it.
 */
export function outlived(backups: readonly Backup[]): Backup[] {
  const automatic = backups.filter(({ reason }) => reason !== 'asked').sort((a, b) => (a.at < b.at ? 1 : -1))
  const kept = new Set<Backup>()
  const keep = (count: number, spanOf: (at: string) => unknown): void => {
    const spans = new Set<unknown>()
    for (const backup of automatic) {
      const span = spanOf(backup.at)
      if (spans.has(span)) continue
      if (spans.size === count) break
      spans.add(span)
      kept.add(backup)
    }
  }
  keep(days, dayOf)
  keep(weeks, weekOf)
  keep(months, monthOf)
  // What was made before a restoration or a migration is a way back: the last three of those stay as well.
  for (const backup of automatic.filter(({ reason }) => reason !== 'daily').slice(0, 3)) kept.add(backup)
  return automatic.filter(backup => !kept.has(backup))
}
