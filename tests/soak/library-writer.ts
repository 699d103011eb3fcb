// The program that the soak kills: opens a library, which may have to be migrated, and imports one list after another.
import path from 'node:path'
import { openHost } from '../../electron/host/index.ts'

const [libraryPath = '', act = 'import'] = process.argv.slice(2)
const context = { signal: new AbortController().signal, progress: () => undefined }
const host = await openHost({
  libraryPath,
  resourcesPath: path.resolve('resources'),
  version: '0',
  door: 'terminal',
  systemLanguage: 'en',
  seed: false,
  openExternal: () => Promise.resolve(),
})

async function importList(title: string): Promise<void> {
  const links = Array.from({ length: 300 }, (_, n) => `- [${title} ${n}](https://example.org/${title}/${n})`)
  const bytes = new TextEncoder().encode(`# ${title}\n\n${links.join('\n')}\n`)
  const name = `${title}.md`
  const shown = await host.dispatch('import:preview', { name, files: [{ name, bytes }], format: 'markdown' }, context)
  if (!shown.ok) throw new Error(shown.error.code)
  const done = await host.dispatch('import:apply', { id: (shown.value as { id: string }).id }, context)
  if (!done.ok) throw new Error(done.error.code)
}

if (act === 'migrate') process.exit(0)
process.send?.('open')
for (let count = 0; ; count++) {
  const title = `list-${process.pid}-${count}`
  await importList(title)
  process.send?.(title)
}
