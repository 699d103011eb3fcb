import { expect, test } from 'vitest'
import { fitted, textWidth } from '../../../renderer/plot/text-width.ts'

test('gives a Han letter the room of almost two Latin ones', () => {
  expect(textWidth('等待')).toBeGreaterThan(1.5 * textWidth('ab'))
  expect(textWidth('')).toBe(0)
})

test('shortens to what fits, and says so by an ellipsis', () => {
  expect(fitted('waiting', 100)).toBe('waiting')
  for (const room of [20, 33, 50]) {
    const short = fitted('正在等待的设备 device', room)
    expect(short).toMatch(/…$/)
    expect(textWidth(short.slice(0, -1))).toBeLessThanOrEqual(room)
  }
  expect(fitted('等待', 1)).toBe('等…')
})
