import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test as base } from '@playwright/test'
import type { DoorName } from './doors.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** The set-up scripts are the same whatever door is tested, so one project runs them. */
const test = base.extend<{ library: string; door: DoorName }>({
  door: ['browser', { option: true }],
  library: async ({ door }, use, info) => {
    info.skip(door !== 'browser', 'the set-up scripts are tested once, with the browser door')
    const folder = await mkdtemp(path.join(tmpdir(), 'folium-start-'))
    await use(path.join(folder, 'library'))
    await rm(folder, { recursive: true, maxRetries: 5 })
  },
})

interface Started {
  child: ChildProcess
  url: string
}

/** Starts a door that prints its address; what it prints must be that one line. */
async function started(command: string, args: string[], options: { detached?: boolean } = {}): Promise<Started> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', data => (stderr += data))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', data => (stdout += data).endsWith('\n') && resolve())
    child.on('exit', code => reject(new Error(`ended with ${code}: ${stderr}`)))
  })
  return { child, url: (JSON.parse(stdout) as { url: string }).url }
}

const answers = (url: string) =>
  fetch(url).then(
    response => response.ok,
    () => false,
  )

const doorArguments = (library: string) => ['--library', library, '--port', '0', '--no-open', '--json']

test('prints one line and serves the app', async ({ library }) => {
  const { child, url } = await started(process.execPath, [
    'electron/dev/start.mjs',
    '--browser',
    ...doorArguments(library),
  ])
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]+$/)
  expect(await answers(url)).toBe(true)
  child.kill()
  await expect.poll(() => answers(url)).toBe(false)
})

test('ends the door when the start script is killed', async ({ library }) => {
  const { child, url } = await started(process.execPath, [
    'electron/dev/start.mjs',
    '--browser',
    ...doorArguments(library),
  ])
  child.kill('SIGKILL')
  await expect.poll(() => answers(url)).toBe(false)
})

for (const signal of ['SIGTERM', 'SIGKILL'] as const)
  test(`ends the door when npm gets ${signal}`, async ({ library }) => {
    test.skip(process.platform === 'win32', 'npm is no program of its own on Windows')
    const { child, url } = await started('npm', ['run', '--silent', 'browser', '--', ...doorArguments(library)])
    child.kill(signal)
    await expect.poll(() => answers(url)).toBe(false)
  })

test('gives the terminal door its words and exit code', async ({ library }) => {
  const folium = (...args: string[]) =>
    new Promise<{ code: number | null; stdout: string }>(resolve => {
      const child = spawn(process.execPath, ['electron/dev/folium.mjs', ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      let stdout = ''
      child.stdout.on('data', data => (stdout += data))
      child.on('close', code => resolve({ code, stdout }))
    })
  const tree = await folium('tree', '--library', library, '--json')
  expect(tree.code).toBe(0)
  expect(JSON.parse(tree.stdout)).toHaveProperty('topics')
  const refused = await folium('no-such-command', '--library', library)
  expect(refused.code).toBeGreaterThan(0)
  expect(refused.stdout).toBe('')
})

test('reads a relative file from where the command was typed', async ({ library }) => {
  test.skip(process.platform === 'win32', 'npm is no program of its own on Windows')
  const folder = path.dirname(library)
  await writeFile(path.join(folder, 'list.md'), '# Typed here\n\n- [A](https://example.org/)\n')
  const args = [
    '--prefix',
    root,
    'run',
    '--silent',
    'folium',
    '--',
    'import',
    'list.md',
    '--library',
    library,
    '--json',
  ]
  const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', data => (stderr += data))
  expect([await new Promise(resolve => child.on('close', resolve)), stderr]).toEqual([0, ''])
})
