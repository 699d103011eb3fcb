import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestContext } from 'vitest'

export const referencesFolder =
  process.env.FOLIUM_REFERENCES_FOLDER ?? path.resolve(import.meta.dirname, '../../../../../shared/oracles')

/** References made with other programs, where whoever runs the tests has them; else the test is skipped with the reason. */
export function references(context: TestContext, name: string): unknown {
  const file = path.join(referencesFolder, name)
  if (!existsSync(file)) context.skip(`no reference file at ${file}`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The rows of numbers in a reference table, its head left out. */
export function rowsOf(context: TestContext, name: string): number[][] {
  const file = path.join(referencesFolder, name)
  if (!existsSync(file)) context.skip(`no reference file at ${file}`)
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map(line => line.split(',').map(Number))
}
