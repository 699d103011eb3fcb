import { expect, test } from 'vitest'
import type { Backup, BackupReason } from '../../../../electron/contract/keeping.ts'
import { outlived } from '../../../../electron/host/keeping/retention.ts'

const dayMs = 86_400_000
const today = Date.parse('2026-11-25T18:00:00.000Z')
const backup = (daysAgo: number, reason: BackupReason = 'daily'): Backup => {
  const at = new Date(today - daysAgo * dayMs).toISOString()
  return { name: `${at} ${reason}`, at, reason, counts: { topics: 0, items: 0, papers: 0, annotations: 0 } }
}
const daysLeft = (backups: Backup[]) => {
  const gone = new Set(outlived(backups))
  return backups.filter(each => !gone.has(each)).map(({ at }) => Math.round((today - Date.parse(at)) / dayMs))
}

test('keeps seven days, four weeks and twelve months', () => {
  const left = daysLeft(Array.from({ length: 800 }, (_, daysAgo) => backup(daysAgo)))
  expect(left.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
  // 25 November 2026 is a Wednesday: the Sundays before it, then the last days of the months.
  expect(left.slice(7)).toEqual([10, 17, 25, 56, 86, 117, 148, 178, 209, 239, 270, 298, 329])
})

test('keeps the newest of a day, and what is left of a library used now and then', () => {
  expect(daysLeft([backup(0), backup(0.2), backup(40), backup(400), backup(900)])).toEqual([0, 40, 400, 900])
})

test('never lets go what was asked for, nor the last ways back', () => {
  const old = [1, 2, 3, 4].map(each => backup(500 + each / 10, 'restore'))
  const left = daysLeft([...Array.from({ length: 30 }, (_, daysAgo) => backup(daysAgo)), backup(700, 'asked'), ...old])
  expect(left).toContain(700)
  expect(outlived([...Array.from({ length: 30 }, (_, at) => backup(at * 31)), ...old])).toHaveLength(30 - 12 + 4 - 3)
})
