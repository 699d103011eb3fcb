import { readFileSync } from 'node:fs'
import path from 'node:path'
import { languageFromTag } from '../contract/language.ts'
import { Refusal } from '../contract/result.ts'
import { openHost } from '../host/index.ts'
import { libraryPathFrom } from '../host/paths.ts'
import { sentence } from '../host/sentence.ts'
import { type Arguments, argumentsFrom } from './arguments.ts'
import type { LibraryCommand, Output } from './command.ts'
import { libraryCommands } from './commands.ts'
import { jsonFrom } from './json.ts'
import { freeCommands } from './solve.ts'

// This file is built to out/main/cli.js.
const root = path.resolve(import.meta.dirname, '../..')
const resourcesPath = path.join(root, 'resources')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const language = languageFromTag(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || 'en')
const options = [
  'library',
  'format',
  'source',
  'item',
  'hits',
  'topic',
  'out',
  'style',
  'password',
  'template',
  'backend',
  'seed',
]

async function onLibrary(command: LibraryCommand, given: Arguments): Promise<Output> {
  const host = await openHost({
    libraryPath: libraryPathFrom([`--library=${given.options.get('library') ?? ''}`]),
    resourcesPath,
    version,
    door: 'terminal',
    systemLanguage: language,
    // The terminal fills a library with what it is given, nothing else.
    seed: false,
    openExternal: () => Promise.resolve(),
  })
  try {
    const output = await command.run(host, given, { resourcesPath, language })
    for (const { key, params } of host.notices)
      console.error(sentence(resourcesPath, language, 'app', `notices.${key}`, params))
    return output
  } finally {
    await host.close()
  }
}

async function run(argv: readonly string[]): Promise<Output> {
  const given = argumentsFrom(argv, options)
  const name = given.words[0] ?? ''
  const free = Object.hasOwn(freeCommands, name) ? freeCommands[name] : undefined
  if (free) return free.run(given, { resourcesPath, language })
  const command = Object.hasOwn(libraryCommands, name) ? libraryCommands[name] : undefined
  if (command) return onLibrary(command, given)
  const known = [...Object.values(libraryCommands), ...Object.values(freeCommands)].map(each => each.usage)
  throw new Refusal('unknown-command', { name, known: known.join('; ') })
}

/** Whoever reads may have had enough, as `head` has: that is no failure. */
const hasLeft = (error: NodeJS.ErrnoException): boolean => error.code === 'EPIPE'

/** Writes all of it before the process ends: a pipe takes large output in pieces. */
const write = (text: string | Uint8Array): Promise<void> =>
  new Promise((done, failed) => {
    process.stdout.on('error', error => (hasLeft(error) ? done() : failed(error)))
    process.stdout.write(text, error => !error && done())
  })

try {
  const output = await run(process.argv.slice(2))
  for (const { namespace, key, params } of output.said ?? [])
    console.error(sentence(resourcesPath, language, namespace, key, params))
  await write('bytes' in output ? output.bytes : `${jsonFrom(output.document)}\n`)
} catch (error) {
  const failure = error instanceof Refusal ? error : new Refusal('internal', { name: String(error) })
  if (!(error instanceof Refusal)) console.error(error)
  console.error(sentence(resourcesPath, language, 'errors', failure.code, failure.params))
  process.exitCode = 1
}
