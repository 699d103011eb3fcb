// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { inTurn } from '../../../renderer/ui/turns.ts'

const frame = () => new Promise(resolve => requestAnimationFrame(resolve))

test('does one piece of work a frame, in order, and none that was taken back', async () => {
  const done: string[] = []
  inTurn(() => done.push('first'))
  inTurn(() => {
    done.push('second')
    inTurn(() => done.push('of the second'))
  })
  const takeBack = inTurn(() => done.push('taken back'))
  inTurn(() => done.push('last'))
  expect(done).toEqual([])
  await frame()
  expect(done).toEqual(['first'])
  takeBack()
  await frame()
  await frame()
  expect(done).toEqual(['first', 'second', 'last'])
  await frame()
  expect(done).toEqual(['first', 'second', 'last', 'of the second'])
})

test('goes on where no frames come', async () => {
  const request = globalThis.requestAnimationFrame
  globalThis.requestAnimationFrame = () => 0
  try {
    await new Promise<void>(resolve => void inTurn(resolve))
  } finally {
    globalThis.requestAnimationFrame = request
  }
})
