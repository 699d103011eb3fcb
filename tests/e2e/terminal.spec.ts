import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test as base } from '@playwright/test'
import { dawnFolder, hasDawn, swiftShader } from '../bench/dawn.mjs'
import { type Answer, terminal } from './app.ts'
import type { DoorName } from './doors.ts'
import { brokenPdf, chinesePage, paperOf, pdfFrom } from '../fixtures/pdf.ts'

interface Desk {
  library: string
  /** Writes a file beside the library; gives its path. */
  file(name: string, content: string | Uint8Array): Promise<string>
  run(words: string[], stdin?: string, environment?: Record<string, string>): Promise<Answer>
}

const test = base.extend<{ desk: Desk; door: DoorName }>({
  door: ['browser', { option: true }],
  desk: async ({ door }, use, info) => {
    info.skip(door !== 'browser', 'the terminal door has no window; its stories run once')
    const folder = await mkdtemp(path.join(tmpdir(), 'folium-terminal-'))
    const library = path.join(folder, 'library')
    await use({
      library,
      file: async (name, content) => {
        await writeFile(path.join(folder, name), content)
        return path.join(folder, name)
      },
      run: (words, ...more) => terminal([...words, '--library', library, '--json'], ...more),
    })
    await rm(folder, { recursive: true, force: true })
  },
})

const list = `# 优化 Optimisation

Some words with $x^2$ and a figure: ![](https://example.org/a.png)

- 综述：[上](https://example.org/1)，[下](https://example.org/2)
- [Code](https://github.com/example/example)：worth a look

## Papers

论文地址：https://arxiv.org/abs/2203.12119
论文标题：Visual Prompt Tuning
`
interface Tree {
  topics: {
    title: string
    note: string
    items: { title: string; url: string | null; kind: string }[]
    topics: Tree['topics']
  }[]
}
const treeOf = ({ stdout }: Answer) => JSON.parse(stdout) as Tree

/** A failure as the door promises it: a code, nothing on standard output, one sentence on standard error. */
function expectRefusal(answer: Answer, sentence: RegExp): void {
  expect(answer).toMatchObject({ code: 1, stdout: '' })
  expect(answer.stderr.trim()).toMatch(sentence)
  expect(answer.stderr.trim().split('\n')).toHaveLength(1)
}

test('takes a reading list in and gives it back byte for byte', async ({ desk }) => {
  const file = await desk.file('list.md', list)
  expect(JSON.parse((await desk.run(['import', file])).stdout)).toMatchObject({ topicsAdded: 2, itemsAdded: 4 })
  const tree = await desk.run(['tree'])
  expect(treeOf(tree).topics).toMatchObject([
    {
      title: '优化 Optimisation',
      note: expect.stringContaining('https://example.org/a.png') as unknown as string,
      items: [{ title: '上' }, { title: '下' }, { title: 'Code', kind: 'code', remark: 'worth a look' }],
      topics: [{ title: 'Papers', items: [{ title: 'Visual Prompt Tuning', kind: 'paper', arxivId: '2203.12119' }] }],
    },
  ])
  expect(JSON.parse((await desk.run(['import', file])).stdout)).toMatchObject({ unchanged: true })
  expect((await desk.run(['tree'])).stdout).toBe(tree.stdout)
  expect((await desk.run(['export', '--format', 'markdown'])).stdout).toBe(list)
})

test('takes a bibliography in, says what it left out, cites and writes it in other formats', async ({ desk }) => {
  const entry =
    '@article{adam,\n  title = {Adam}, author = {Kingma, Diederik P. and Ba, Jimmy},\n  year = 2014, journal = {J}, odd = {kept},\n}'
  const file = await desk.file('refs.bib', `${entry}\n@article{half, title = {Half\n@book{b, title={B}, year={2001}}\n`)
  const shown = await desk.run(['import', file, '--dry-run'])
  expect(JSON.parse(shown.stdout)).toMatchObject({ format: 'bibtex', counts: { new: 2, refused: 1 } })
  expect(shown.stderr).toMatch(/refs\.bib, line 5: this entry is not closed/)
  expect(JSON.parse((await desk.run(['tree'])).stdout)).toMatchObject({ topics: [] })
  expect(JSON.parse((await desk.run(['import', file])).stdout)).toMatchObject({ itemsAdded: 2, topicsAdded: 1 })
  expect((await desk.run(['cite', 'adam', '--style', 'gbt7714'])).stdout).toBe('KINGMA D P, BA J. Adam[J]. J, 2014.\n')
  expect((await desk.run(['export', '--format', 'bibtex'])).stdout).toContain(entry)
  expect((await desk.run(['export', '--format', 'ris', '--topic', 'refs'])).stdout).toContain('TI  - Adam')
  expectRefusal(await desk.run(['export', '--format', 'obsidian']), /--out/)
  expectRefusal(await desk.run(['export', '--format', 'docx']), /--format/)
})

test('adds PDFs once and says of each what is in it or what is wrong', async ({ desk }) => {
  const good = await desk.file('deep_thoughts.pdf', pdfFrom([...paperOf(2), chinesePage]))
  const [page, torn, locked] = [
    await desk.file('page.pdf', '<html></html>'),
    await desk.file('torn.pdf', brokenPdf()),
    await desk.file('locked.pdf', pdfFrom(paperOf(1), { password: 'saddle' })),
  ]
  const answer = await desk.run(['add', good, page, torn, locked, '/nowhere.pdf'])
  expect(answer.code).toBe(0)
  const list = JSON.parse(answer.stdout) as { file: string; itemId?: string; error?: string; textLength?: number }[]
  expect(list).toMatchObject([
    { file: good, title: 'Section 1 of the sample paper', pages: 3, annotations: 0 },
    { file: page, error: expect.stringMatching(/page\.pdf is not a PDF/) as unknown },
    { file: torn, error: expect.stringMatching(/torn\.pdf is damaged or cut short/) as unknown },
    { file: locked, error: expect.stringMatching(/locked\.pdf is protected by a password/) as unknown },
    { file: '/nowhere.pdf', error: expect.stringMatching(/There is no file/) as unknown },
  ])
  expect(list[0]?.textLength).toBeGreaterThan(800)
  // Again, one by one: nothing twice, and what is damaged left nothing behind.
  expect(JSON.parse((await desk.run(['add', good])).stdout)).toEqual([list[0]])
  expect(treeOf(await desk.run(['tree'])).topics).toMatchObject([
    {
      items: [
        { title: 'Section 1 of the sample paper', kind: 'paper' },
        { title: 'locked', kind: 'paper' },
      ],
    },
  ])
  const plain = await terminal(['add', good, '--library', desk.library])
  expect(JSON.parse(plain.stdout)).toEqual({ ...list[0], file: 'deep_thoughts.pdf' })
  expectRefusal(await terminal(['add', page, '--library', desk.library]), /page\.pdf is not a PDF/)
})

test('keeps papers of one title apart, and writes annotations out and in', async ({ desk }) => {
  const first = await desk.file('a.pdf', pdfFrom(paperOf(2)))
  const second = await desk.file('b.pdf', pdfFrom(paperOf(3)))
  const original = await readFile(first)
  const list = JSON.parse((await desk.run(['add', first, second])).stdout) as { itemId: string; title: string }[]
  expect(list.map(({ title }) => title)).toEqual(['Section 1 of the sample paper', 'Section 1 of the sample paper'])
  expect(list[0]?.itemId).not.toBe(list[1]?.itemId)
  const [{ itemId } = { itemId: '' }] = list

  const marked = await desk.file(
    'zotero.json',
    JSON.stringify([
      {
        type: 'highlight',
        id: 'ABCD1234',
        color: '#ffd400',
        text: '',
        comment: '看这里',
        position: { pageIndex: 0, rects: [[72, 676, 300, 692]] },
        tags: [],
        dateModified: '2026-01-01T00:00:00Z',
      },
    ]),
  )
  expect(JSON.parse((await desk.run(['import-annotations', marked, '--item', itemId])).stdout)).toMatchObject({
    added: 1,
    refused: [],
  })
  expect(JSON.parse((await desk.run(['annotations', itemId])).stdout)).toMatchObject([
    { kind: 'highlight', comment: '看这里' },
  ])

  const out = first.replace('a.pdf', 'annotated.pdf')
  expect(
    JSON.parse((await desk.run(['export', '--format', 'pdf', '--item', itemId, '--out', out])).stdout),
  ).toMatchObject({ added: 1 })
  expect((await readFile(out)).subarray(0, original.length).equals(original)).toBe(true)
  expect(
    JSON.parse((await desk.run(['export', '--format', 'pdf', '--item', itemId, '--out', out])).stdout),
  ).toMatchObject({ added: 0, unchanged: 1 })
  expect(JSON.parse((await desk.run(['import-annotations', out, '--item', itemId])).stdout)).toMatchObject({
    added: 0,
    unchanged: 1,
  })
  expectRefusal(
    await desk.run(['export', '--format', 'pdf', '--item', itemId, '--out', second]),
    /b\.pdf is there already/,
  )
  expectRefusal(await desk.run(['annotations', 'nothing']), /The library has nothing with the name or id “nothing”/)

  const itself = ['export', '--format', 'pdf', '--item', itemId, '--itself']
  const written = JSON.parse((await desk.run(itself)).stdout) as { paper: string; backup: string }
  expect(written).toMatchObject({ added: 1 })
  expect(written.backup).toMatch(/^papers\/[0-9a-f]{64}\.pdf$/)
  expect(JSON.parse((await desk.run(['annotations', itemId])).stdout)).toMatchObject([
    { kind: 'highlight', comment: '看这里', paper: written.paper, origin: { program: 'folium' } },
  ])
  expect(JSON.parse((await desk.run(itself)).stdout)).toMatchObject({ unchanged: 1, backup: null })
})

test('solves a problem from standard input and from a file', async ({ desk }) => {
  const problem = '{"f": "x^2 + 10y^2", "x0": [1, 1], "lr": 0.09, "iterations": 500}'
  const piped = JSON.parse((await desk.run(['solve', 'gd', '-'], problem)).stdout) as {
    status: string
    backend: string
  }
  expect(piped).toMatchObject({ status: 'converged', backend: 'cpu', certificate: { stationary: true } })
  const fromFile = await desk.run(['solve', 'gd', await desk.file('problem.json', problem)])
  expect(JSON.parse(fromFile.stdout)).toEqual(piped)
  const endless = await desk.run(['solve', 'duality', '-'], '{"f": "-x", "ineq": ["-x"]}')
  expect(JSON.parse(endless.stdout)).toMatchObject({ status: 'unbounded', result: { x: null, p: '-Infinity' } })
  for (const [args, said] of [
    [['solve'], /missing/],
    [['solve', 'gd', '-', 'surplus'], /surplus/],
  ] as const)
    expect(await desk.run([...args], problem)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(said) as unknown,
    })
  const solvers = JSON.parse((await desk.run(['solvers'])).stdout) as { id: string; example: unknown }[]
  expect(solvers.length).toBeGreaterThanOrEqual(60)
  expect(solvers.map(({ id }) => id)).toEqual(expect.arrayContaining(['gd', 'momentum', 'adam']))
})

const bowl = '{"f": "x^2 + 10y^2", "x0": [1, 1], "lr": 0.09, "iterations": 60, "tolerance": 0}'

test('says what to do where a GPU is asked for and none is there', async ({ desk }) => {
  test.skip(existsSync(path.resolve('node_modules/webgpu')), 'the package webgpu was put beside the others')
  const on = (backend: string) => desk.run(['solve', 'gd', '-', '--backend', backend], bowl, { NODE_PATH: '' })
  const [exact, answer] = [await on('cpu'), await on('gpu')]
  expect(answer.stderr.trim()).toMatch(/^There is no WebGPU here.*npm install --no-save webgpu in \S.*\.$/)
  expect(JSON.parse(answer.stdout)).toEqual({ ...JSON.parse(exact.stdout), fallbackReason: 'no-webgpu' })
  // Where a GPU would not help, nothing is to be done.
  expect((await desk.run(['solve', 'bfgs', '-', '--backend', 'gpu'], '{}')).stderr).toBe('')
})

test('solves on the GPU of Dawn for Node', async ({ desk }) => {
  test.skip(!hasDawn(), 'Dawn for Node is not installed here: npm run bench -- gpu brings it')
  const environment = { NODE_PATH: dawnFolder, ...(await swiftShader()) }
  const answer = await desk.run(['solve', 'gd', '-', '--backend', 'gpu'], bowl, environment)
  expect(answer).toMatchObject({ code: 0, stderr: '' })
  const { result, ...report } = JSON.parse(answer.stdout) as { result: { x: number[] } }
  expect(report).toMatchObject({ backend: 'gpu', precision: 'f32', agreement: { holds: true } })
  const exact = JSON.parse((await desk.run(['solve', 'gd', '-'], bowl)).stdout) as { result: { x: number[] } }
  result.x.forEach((x, i) => expect(Math.abs(x - exact.result.x[i]!)).toBeLessThan(1e-3))
})

test('says in one sentence what is wrong with an input', async ({ desk }) => {
  const bytes = await desk.file('picture.md', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0x0a]))
  expectRefusal(await desk.run(['import', bytes]), /picture\.md is not a UTF-8 text \(see line 1\)/)
  expectRefusal(await desk.run(['import', await desk.file('empty.md', '')]), /empty\.md is empty/)
  const huge = await desk.file('huge.md', new Uint8Array(70 << 20).fill(0x61))
  expectRefusal(await desk.run(['import', huge]), /huge\.md is larger than/)
  expectRefusal(await desk.run(['import', '/nowhere/list.md']), /There is no file/)
  expectRefusal(await desk.run(['solve', 'gd', '-'], '{"f": "x^^2"}'), /f: .*character 3/)
  expectRefusal(await desk.run(['solve', 'gd', '-'], '{"f": '), /cannot be solved/)
  expectRefusal(await desk.run(['solve', 'magic', '-'], '{}'), /magic is not a solver/)
  expectRefusal(await desk.run(['solve', 'gd', '/']), /\/ cannot be read/)
  expectRefusal(
    await desk.run(['solve', 'self-attention', '-'], '{"text": ""}'),
    /text: Number of words: 0; needed: 1 … 400/,
  )
  const half = execFileSync('sh', ['-c', `"${process.execPath}" out/main/cli.js solvers 2>&1 | head -n 2`])
  expect(half.toString()).toBe('[\n  {\n')
  expectRefusal(await desk.run(['frobnicate']), /frobnicate is not a command/)
  expectRefusal(await desk.run(['tree', '--frob', 'x']), /--frob is not an option/)
})

test('opens the last good state of a damaged library and keeps the damaged file', async ({ desk }) => {
  await desk.run(['import', await desk.file('list.md', list)])
  const before = (await desk.run(['tree'])).stdout
  const file = path.join(desk.library, 'library.json')
  const damaged = (await readFile(file, 'utf8')).slice(0, 500)
  await writeFile(file, damaged)
  const after = await desk.run(['tree'])
  expect(after).toMatchObject({ code: 0, stdout: before })
  expect(after.stderr).toMatch(/was damaged.*kept as library\.damaged-/)
  const kept = (await readdir(desk.library)).find(name => name.startsWith('library.damaged-')) ?? ''
  expect(await readFile(path.join(desk.library, kept), 'utf8')).toBe(damaged)
})

test('refuses to change a folder that may only be read', async ({ desk }) => {
  test.skip(process.platform === 'win32', 'Windows folders have no write bit')
  const file = await desk.file('list.md', list)
  await desk.run(['import', file])
  await chmod(desk.library, 0o555)
  try {
    expectRefusal(await desk.run(['add', await desk.file('a.pdf', pdfFrom(paperOf(1)))]), /cannot be written to/)
    expect((await desk.run(['export', '--format', 'markdown'])).stdout).toBe(list)
  } finally {
    await chmod(desk.library, 0o755)
  }
})
