import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callNames, calls } from '../../../electron/contract/calls.ts'
import { sessionRequest, toHost } from '../../../electron/contract/wire.ts'

test('names every call owner:verb', () => {
  for (const name of callNames) expect(name).toMatch(/^[a-z]+:[a-z]+(-[a-z]+)*$/)
})

test.each(callNames)('%s refuses arguments that are no object, and unknown keys', name => {
  for (const args of [undefined, null, 1, 'x', [], { extra: 1 }])
    expect(calls[name].args.safeParse(args).success).toBe(false)
})

test('answers any arguments of any call with a yes or a no', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...callNames),
      fc.anything({ withTypedArray: true, withNullPrototype: true }),
      (name, args) => {
        expect(typeof calls[name].args.safeParse(args).success).toBe('boolean')
      },
    ),
    { numRuns: 2000, seed: 20261123 },
  )
})

test('takes only whole messages from a socket', () => {
  expect(toHost.safeParse({ t: 'call', number: 1, name: 'app:info', args: {} }).success).toBe(true)
  for (const message of [
    { t: 'call', number: -1, name: 'x', args: {} },
    { t: 'cancel' },
    { t: 'hello', secret: 'x', more: 1 },
    { t: 'x' },
    [],
    7,
  ])
    expect(toHost.safeParse(message).success).toBe(false)
})

test('takes a token or a ticket, never both', () => {
  expect(sessionRequest.safeParse({ token: 'a' }).success).toBe(true)
  expect(sessionRequest.safeParse({ token: 'a', ticket: 'b' }).success).toBe(false)
})
