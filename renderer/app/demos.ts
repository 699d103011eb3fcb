import { solversIn } from '../notes/solver-block.ts'
import { widgets } from '../widgets/index.ts'

/** The widgets that belong to a topic by its title and do not stand in its note already. */
export function demosOf(title: string, note: string): string[] {
  const words = title.toLocaleLowerCase()
  const inNote = new Set(solversIn(note))
  return Object.entries(widgets)
    .filter(
      ([name, { subjects }]) =>
        !inNote.has(name) && subjects.some(subject => words.includes(subject.toLocaleLowerCase())),
    )
    .map(([name]) => name)
}
