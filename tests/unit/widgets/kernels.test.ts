import { expect, test } from 'vitest'
import { shaders, type KernelRun } from '../../../renderer/compute/index.ts'
import { startedFrom } from '../../../renderer/widgets/frame/started.ts'
import { faultWords, idleWords } from '../../../renderer/widgets/kernels/faults.ts'
import { lastMoment, momentAt } from '../../../renderer/widgets/kernels/memory.ts'
import { model } from '../../../renderer/widgets/kernels/model.ts'
import { defaultsOf, stateFrom, textFrom } from '../../../renderer/widgets/frame/state-text.ts'

test('draws every number read as often as the kernel reads it, step by step', () => {
  for (let side = 1; side <= 12; side++)
    for (let tile = 1; tile <= side; tile++)
      for (const tiled of [false, true]) {
        const size = { side, tile, tiled }
        const last = lastMoment(size)
        let before = 0
        for (let k = 0; k <= last; k++) {
          const { reads, a, b, phase, now } = momentAt(size, k)
          expect([a, b].flat(2).reduce((sum, times) => sum + times, 0)).toBe(reads)
          expect(reads).toBeGreaterThanOrEqual(before)
          // Only what goes to global memory counts.
          expect(reads > before).toBe(phase === 'read' || phase === 'load')
          expect(now.a.length > 0).toBe(phase !== 'begin' && phase !== 'end')
          before = reads
        }
        expect(before).toBe(tiled ? 2 * side * side * Math.ceil(side / tile) : 2 * side ** 3)
      }
})

test('reads a tile once and then works on it column by column', () => {
  const phases = Array.from({ length: 10 }, (_, k) => momentAt({ side: 5, tile: 3, tiled: true }, k))
  expect(phases.map(({ phase }) => phase[0]).join('')).toBe('blmmmlmmee')
  expect(phases.map(({ tile }) => tile ?? '-').join('')).toBe('-0000333--')
  expect(phases[3]!.now.a).toEqual([0, 1, 2].map(row => [row, 1]))
  expect(phases[6]!.now.b).toEqual([0, 1, 2].map(column => [3, column]))
})

test('compiles a typed shader at once but runs it only when it is started, each time on other numbers', () => {
  const code = `${shaders['product-naive']}// mine`
  const asks = model.asks({ ...defaultsOf(model), code })
  expect(startedFrom(asks, { times: 0 })['own']).toMatchObject({ seed: 1, problem: { run: false, code } })
  // What was started was another shader.
  expect(startedFrom(asks, { key: 'other', times: 1 })['own']!.problem).toMatchObject({ run: false })
  const own = startedFrom(asks, { key: code, times: 2 })['own']!
  expect(own).toMatchObject({ seed: 3, problem: { code, kernel: 'product-naive' } })
  expect(own.problem).not.toHaveProperty('run')
  expect(model.asks(defaultsOf(model))).not.toHaveProperty('own')
  expect(model.asks({ ...defaultsOf(model), code: shaders['product-naive'] })).not.toHaveProperty('own')
})

test('keeps a typed shader in its state, and no more than a shader may have', () => {
  const code = '// é 共享 \n@compute fn main() {}\n'
  const state = { values: { ...defaultsOf(model), code }, backend: 'auto' } as const
  expect(stateFrom(model, textFrom(model, state)).values.code).toBe(code)
  const long = textFrom(model, { ...state, values: { ...state.values, code: 'x'.repeat(8_001) } })
  expect(stateFrom(model, long).values.code).toBe('')
})

test('says of every fault what it is, in both languages', () => {
  const faults = ['compile', 'guard', 'block', 'endless', 'timeout', 'lost', 'struck', 'memory', 'refused'] as const
  const messages: KernelRun['messages'] = [
    { severity: 'warning', line: 1, column: 1, length: 1, message: 'w' },
    { severity: 'error', line: 12, column: 3, length: 1, message: 'e' },
  ]
  const said = faults.map(fault => faultWords({ fault, messages, line: 7, detail: '99' })!)
  expect(new Set(said.map(({ en }) => en)).size).toBe(faults.length)
  for (const { en, 'zh-CN': zh } of said) {
    expect(`${en}${zh}`).not.toMatch(/undefined|\?/)
    expect(en).toMatch(/\.$|99$/)
    expect(zh).toMatch(/[。]$|99$/)
  }
  expect(said[0]!.en).toContain('1 error, the first in line 12, column 3')
  expect(faultWords({ messages })).toBeUndefined()
})

test('says why no shader was run, and nothing where one was', () => {
  expect(idleWords({ fallbackReason: 'no-webgpu' })!.en).toContain('No WebGPU here')
  expect(idleWords({})!.en).toContain('as chosen above')
  expect(idleWords({ adapter: 'x' })).toBeUndefined()
  expect(idleWords(undefined)).toBeUndefined()
})
