// Runs the rules of house-rules.cjs over the project, or over the folder given. A cruiser that cannot read TypeScript
// passes in silence, so it must also have read every source file that is there.
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'

const { forbidden, options } = createRequire(import.meta.url)('./house-rules.cjs')
const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'))
process.chdir(root)
const rooms = ['electron', 'renderer']

const { output } = await cruise(rooms, { ...options, validate: true, ruleSet: { forbidden } })
const read = new Set(output.modules.map(module => module.source))
const missed = rooms.flatMap(sourcesIn).filter(file => !read.has(file))
for (const { rule, from, to, cycle } of output.summary.violations)
  console.error(`${rule.name}: ${[from, ...(cycle?.map(step => step.name) ?? (from === to ? [] : [to]))].join(' → ')}`)
for (const file of missed) console.error(`not read: ${file}`)
console.error(
  `${read.size} modules read, ${output.summary.violations.length} against the rules, ${missed.length} missed`,
)
process.exitCode = output.summary.violations.length + missed.length > 0 ? 1 : 0

function sourcesIn(folder) {
  const files = readdirSync(path.join(root, folder), { recursive: true }).map(file =>
    path.posix.join(folder, file.replaceAll('\\', '/')),
  )
  return files.filter(file => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts'))
}
