/** The pages that words like "1-3, 8" name, each once and in the paper's order; all for no words, null for what names none. */
export function pagesNamed(words: string, pages: number): number[] | null {
  const all = Array.from({ length: pages }, (_, index) => index + 1)
  if (words.trim() === '') return all
  const wanted = new Set<number>()
  for (const part of words.split(/[,，、;]/)) {
    const [, from, dash, to] = /^\s*(\d+)?\s*([-–—])?\s*(\d+)?\s*$/.exec(part) ?? []
    if (!from && !to) return null
    const first = Number(from ?? 1)
    const last = dash ? Number(to ?? pages) : first
    if (first < 1 || last > pages || first > last || (to && !dash)) return null
    for (let page = first; page <= last; page++) wanted.add(page)
  }
  return all.filter(page => wanted.has(page))
}
