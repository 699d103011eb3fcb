import { readFileSync } from 'node:fs'
import path from 'node:path'
import { languageFromTag } from '../contract/language.ts'
import { Refusal } from '../contract/result.ts'
import { type Host, openHost } from '../host/index.ts'
import { sentence } from '../host/sentence.ts'
import { onEnd } from './ending.ts'
import { openInBrowser } from './opener.ts'
import { type Options, optionsFrom } from './options.ts'
import { type OpenDoor, openDoor } from './server.ts'

// The browser door: `browser.js [--library DIR] [--port N] [--no-open] [--json]`.

const root = path.resolve(import.meta.dirname, '../..')
const resourcesPath = path.join(root, 'resources')
const { LC_ALL, LC_MESSAGES, LANG } = process.env
const systemLanguage = languageFromTag(LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale)

async function open(options: Options): Promise<{ host: Host; door: OpenDoor }> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const host = await openHost({
    libraryPath: options.libraryPath,
    resourcesPath,
    version,
    door: 'browser',
    systemLanguage,
    seed: true,
    // The page opens links itself, from the user's click; the host of this door opens nothing.
    openExternal: async () => {},
  })
  try {
    return { host, door: await openDoor(host, path.join(root, 'out/renderer'), options.port) }
  } catch (error) {
    await host.close()
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new Refusal('port-taken', { port: options.port })
    throw error
  }
}

async function run(argv: readonly string[]): Promise<void> {
  const options = optionsFrom(argv)
  const opening = open(options)
  onEnd(() => opening.then(close))
  const { door } = await opening
  const url = door.address
  console.log(
    options.json
      ? JSON.stringify({ url })
      : sentence(resourcesPath, systemLanguage, 'browser', 'open', { address: url }),
  )
  if (options.opens) await openInBrowser(url, options.libraryPath, door.used)
}

/** The host first: what was acknowledged is on the disk before its windows hear that it goes. */
async function close({ host, door }: { host: Host; door: OpenDoor }): Promise<void> {
  await host.close()
  await door.close()
}

run(process.argv.slice(2)).catch((error: unknown) => {
  const failure = error instanceof Refusal ? error : null
  console.error(failure ? sentence(resourcesPath, systemLanguage, 'errors', failure.code, failure.params) : error)
  process.exit(1)
})
