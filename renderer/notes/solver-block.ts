/** A widget standing in a note: a fenced block `solver` with the line `name?key=value&…`. */
export interface SolverBlock {
  name: string
  state: string
}

/** Reads the line of a `solver` block; null where it names nothing. */
export function solverBlock(line: string): SolverBlock | null {
  const [, name = '', state = ''] = /^\s*([a-z][a-z0-9-]*)(?:\?(\S*))?\s*$/i.exec(line) ?? []
  return name ? { name, state } : null
}

/** The names of the widgets that a note's Markdown holds. */
export const solversIn = (markdown: string): string[] =>
  [...markdown.matchAll(/^ {0,3}(?:```|~~~)\s*solver\s*\n([^\n]*)/gm)].flatMap(
    ([, line = '']) => solverBlock(line)?.name ?? [],
  )
