import { expect, test } from 'vitest'
import { Groups } from '../../../renderer/state/groups.ts'

const record = (id: string, order: string, parent = 'p') => ({ id, order, parent })
const ids = (group: readonly { id: string }[]) => group.map(({ id }) => id).join('')

test('sorts by order key, then by id', () => {
  const groups = new Groups(({ parent }) => parent, [record('c', 'a1'), record('b', 'a1'), record('a', 'a2')])
  expect(ids(groups.get('p'))).toBe('bca')
  expect(groups.get('elsewhere')).toEqual([])
})

test('moves a record between groups and keeps the others’ arrays', () => {
  const a = record('a', 'a1')
  const groups = new Groups(
    ({ parent }) => parent,
    [a, record('b', 'a2'), record('c', 'a1', 'q'), record('d', 'a1', 'r')],
  )
  const untouched = groups.get('r')
  groups.change(a, record('a', 'a2', 'q'))
  expect(ids(groups.get('p'))).toBe('ab')
  groups.settle()
  expect(ids(groups.get('p'))).toBe('b')
  expect(ids(groups.get('q'))).toBe('ca')
  expect(groups.get('r')).toBe(untouched)
})

test('takes a record that comes, changes and goes in one batch', () => {
  const groups = new Groups<ReturnType<typeof record>, string>(({ parent }) => parent, [record('a', 'a1')])
  const first = record('b', 'a0')
  const second = record('b', 'a3')
  groups.change(undefined, first)
  groups.change(first, second)
  groups.settle()
  expect(ids(groups.get('p'))).toBe('ab')
  groups.change(second, undefined)
  groups.settle()
  expect(ids(groups.get('p'))).toBe('a')
})
