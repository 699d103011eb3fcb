import type { OutlineEntry } from '../../electron/contract/library.ts'

/** How many lines behind `at` are under it. */
export function childrenOf(outline: readonly OutlineEntry[], at: number): number {
  const level = outline[at]?.level ?? 0
  const end = outline.findIndex((entry, index) => index > at && entry.level <= level)
  return (end < 0 ? outline.length : end) - at - 1
}

/** The lines to show: those under a folded one are left out; with words, those that hold them, with what they stand under. */
export function shownOf(outline: readonly OutlineEntry[], folded: ReadonlySet<number>, words: string): number[] {
  const wanted = words.normalize('NFKC').trim().toLocaleLowerCase()
  if (wanted) {
    const shown = new Set<number>()
    outline.forEach(({ title }, index) => {
      if (!title.normalize('NFKC').toLocaleLowerCase().includes(wanted)) return
      for (let at: number | null = index; at !== null && !shown.has(at); at = parentOf(outline, at)) shown.add(at)
    })
    return [...shown].sort((a, b) => a - b)
  }
  const shown: number[] = []
  for (let at = 0; at < outline.length; at++) {
    shown.push(at)
    if (folded.has(at)) at += childrenOf(outline, at)
  }
  return shown
}

/** The line that a line is under. */
export function parentOf(outline: readonly OutlineEntry[], at: number): number | null {
  const level = outline[at]?.level ?? 0
  for (let before = at - 1; before >= 0; before--) if ((outline[before]?.level ?? 0) < level) return before
  return null
}

/** The line that a place in the paper is under, wherever that was moved; -1 before the first. */
export function lineAt(outline: readonly OutlineEntry[], page: number): number {
  let [found, nearest] = [-1, 0]
  outline.forEach((entry, index) => {
    if (entry.page <= page && entry.page >= nearest) [found, nearest] = [index, entry.page]
  })
  return found
}

/** Puts a line where it belongs by its place, beside the line before it. Gives where it stands. */
export function withLine(
  outline: readonly OutlineEntry[],
  line: Omit<OutlineEntry, 'level'>,
): [OutlineEntry[], number] {
  const height = ({ topPt }: { topPt: number | null }) => topPt ?? Infinity
  const next = outline.findIndex(
    entry => entry.page > line.page || (entry.page === line.page && height(entry) < height(line)),
  )
  const at = next < 0 ? outline.length : next
  // Before what stands under the line above it, it stands there too.
  const level = Math.max(outline[at - 1]?.level ?? 0, outline[at]?.level ?? 0)
  return [outline.toSpliced(at, 0, { ...line, level }), at]
}

/** Without a line; what stood under it moves up to its level. */
export const withoutLine = (outline: readonly OutlineEntry[], at: number): OutlineEntry[] => {
  const under = childrenOf(outline, at)
  return outline
    .map((entry, index) => (index > at && index <= at + under ? { ...entry, level: entry.level - 1 } : entry))
    .toSpliced(at, 1)
}

/** A line and what is under it, a level deeper or less deep; the same list where it cannot be. */
export function indented(outline: readonly OutlineEntry[], at: number, by: 1 | -1): readonly OutlineEntry[] {
  const [line, before] = [outline[at], outline[at - 1]]
  if (!line || line.level + by < 0 || (by > 0 && (!before || line.level > before.level))) return outline
  const end = at + childrenOf(outline, at)
  return outline.map((entry, index) => (index >= at && index <= end ? { ...entry, level: entry.level + by } : entry))
}

export const renamed = (outline: readonly OutlineEntry[], at: number, title: string): OutlineEntry[] =>
  outline.map((entry, index) => (index === at ? { ...entry, title } : entry))

/**
 * A line with what is under it, put before the line above that is as deep and under the same one, or behind such a line below,
 * and where it stands then; null where there is none.
 */
export function moved(outline: readonly OutlineEntry[], at: number, by: 1 | -1): [OutlineEntry[], number] | null {
  const level = outline[at]?.level ?? 0
  const length = childrenOf(outline, at) + 1
  if (by > 0) {
    const next = at + length
    if (outline[next]?.level !== level) return null
    const to = at + childrenOf(outline, next) + 1
    return [outline.toSpliced(at, length).toSpliced(to, 0, ...outline.slice(at, at + length)), to]
  }
  const before = outline.findLastIndex((entry, index) => index < at && entry.level <= level)
  if (outline[before]?.level !== level) return null
  return [outline.toSpliced(at, length).toSpliced(before, 0, ...outline.slice(at, at + length)), before]
}
