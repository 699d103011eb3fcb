import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { zipFrom } from '../../../renderer/lib/zip.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0

test.skipIf(!hasPython)('makes an archive that another program opens (needs python3)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'folium-zip-'))
  try {
    const file = path.join(folder, 'notes.zip')
    const bytes = new TextEncoder().encode('# 笔记\n')
    writeFileSync(
      file,
      zipFrom([
        { name: '鞍点.md', bytes },
        { name: 'empty.md', bytes: new Uint8Array() },
      ]),
    )
    expect(execFileSync('python3', ['-m', 'zipfile', '-t', file], { encoding: 'utf8' })).toMatch(/Done testing/)
    execFileSync('python3', ['-m', 'zipfile', '-e', file, folder])
    expect(readFileSync(path.join(folder, '鞍点.md'), 'utf8')).toBe('# 笔记\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('ends with a directory of every file', () => {
  const zip = zipFrom([{ name: 'a', bytes: new Uint8Array([1, 2, 3]) }])
  const end = new DataView(zip.buffer, zip.length - 22)
  expect(end.getUint32(0, true)).toBe(0x06054b50)
  expect(end.getUint16(10, true)).toBe(1)
  expect(end.getUint32(16, true) + end.getUint32(12, true)).toBe(zip.length - 22)
})
