import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Nodes } from 'mdast'
import { expect, test } from 'vitest'
import { isSolver, runSolver } from '../../../renderer/compute/index.ts'
import { noteFromMarkdown } from '../../../renderer/notes/markdown.ts'

interface Run {
  note: string
  solver: string
  problem: string
  printed: string
}

const directory = path.resolve(import.meta.dirname, '../../../resources/library/notes')
const names = readdirSync(directory).sort()

const within = (node: Nodes): Nodes[] => [node, ...('children' in node ? node.children.flatMap(within) : [])]
const solverIn = (node: Nodes): string | undefined =>
  within(node)
    .flatMap(inner => (inner.type === 'inlineCode' ? [/folium -- solve (\S+) \S+\.json$/.exec(inner.value)?.[1]] : []))
    .find(id => id !== undefined)

/** The runs that a note shows: a problem, the command that solves it, and a part of what it prints. */
function runsOf(note: string): Run[] {
  const { children } = noteFromMarkdown(readFileSync(path.join(directory, note), 'utf8'))
  return children.flatMap((command, place) => {
    const solver = solverIn(command)
    if (solver === undefined) return []
    const [problem, printed] = [children[place - 1], children[place + 1]]
    if (problem?.type !== 'code' || printed?.type !== 'code')
      throw new Error(`${note}: ${solver} has no code around it`)
    return [{ note, solver, problem: problem.value, printed: printed.value }]
  })
}

/** Every number near, every text and shape the same; what is not printed is not compared. */
function near(actual: unknown, printed: unknown): boolean {
  if (typeof printed === 'number')
    return typeof actual === 'number' && Math.abs(actual - printed) <= 5e-4 * Math.max(1, Math.abs(printed))
  if (Array.isArray(printed))
    return (
      Array.isArray(actual) &&
      actual.length === printed.length &&
      printed.every((part: unknown, place) => near(actual[place], part))
    )
  // The terminal writes an infinite number as text.
  if (typeof printed === 'string') return String(actual) === printed
  if (printed === null || typeof printed !== 'object') return actual === printed
  if (actual === null || typeof actual !== 'object') return false
  const fields: Record<string, unknown> = { ...actual }
  return Object.entries(printed).every(([key, part]) => near(fields[key], part))
}

const runs = names.flatMap(runsOf)

test('shows runs in both languages alike', () => {
  const spoken = (language: string): string[] =>
    runs.filter(({ note }) => note.endsWith(`.${language}.md`)).map(run => `${run.note.split('.')[0]} ${run.solver}`)
  expect(spoken('en').length).toBeGreaterThan(0)
  expect(spoken('zh-CN')).toEqual(spoken('en'))
})

test.each(runs)('prints in $note what $solver answers', async ({ solver, problem, printed }) => {
  if (!isSolver(solver)) throw new Error(`no solver is called ${solver}`)
  const run = runSolver(solver, JSON.parse(problem), { backend: 'auto', seed: 0 })
  let step = await run.next()
  while (!step.done) step = await run.next()
  expect(near(step.value, JSON.parse(printed)), JSON.stringify(step.value)).toBe(true)
})
