import { expect, test } from 'vitest'
import { isAlive, nodeComplaint } from '../../../electron/dev/setup.mjs'

test.each(['18.20.0', '20.18.3', '19.0.0'])('says in one sentence that Node %s is too old', version => {
  expect(nodeComplaint(version)).toMatch(
    /^Node [\d.]+ is too old: Folium needs 20\.19 or newer, from https:\/\/nodejs\.org\.$/,
  )
})

test.each(['20.19.0', '22.0.0', '24.21.0', '30.1.0'])('takes Node %s', version => {
  expect(nodeComplaint(version)).toBeNull()
})

test('tells a living process from none', () => {
  expect([isAlive(process.pid), isAlive(0), isAlive(2 ** 22 + 1)]).toEqual([true, false, false])
})
