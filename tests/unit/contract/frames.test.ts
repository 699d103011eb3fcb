import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameReader, framesFrom, FrameWriter, frameLimit, messageLimit } from '../../../electron/contract/frames.ts'

const read = (frames: Iterable<Uint8Array>) => {
  const reader = new FrameReader()
  return [...frames].map(frame => reader.take(frame)).at(-1)
}
const random = (length: number) => new Uint8Array(Buffer.alloc(length, 'a prime number of chars'))

/** JSON values with byte arrays anywhere; objects that look like our own marker are nobody's data. */
const messages = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => (Object.is(value, -0) ? 0 : value)),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 50 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string().filter(key => key !== '$bytes' && key !== '__proto__'),
      tie('value'),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).value

test('gives back every message of JSON values and bytes', () => {
  const wellFormed = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown
  fc.assert(
    fc.property(messages, message => {
      const back = read(framesFrom({ message }, 7)) as { message: unknown }
      expect(wellFormed(back)).toEqual(wellFormed({ message }))
    }),
    { numRuns: 500, seed: 20261123 },
  )
})

test('keeps byte arrays as byte arrays, also Node’s own', () => {
  const back = read(framesFrom({ a: [random(3), { 2: random(1), b: random(0) }], c: Buffer.from('ab') }, 1))
  expect(back).toEqual({ a: [random(3), { 2: random(1), b: random(0) }], c: new Uint8Array([97, 98]) })
})

test('cuts thirty megabytes into full frames and joins them', () => {
  const bytes = random(30_000_000)
  const frames = [...framesFrom({ bytes }, 1)]
  expect(frames.length).toBe(Math.ceil(30_000_000 / (frameLimit - 5)))
  expect(frames.slice(0, -1).every(frame => frame.length === frameLimit)).toBe(true)
  expect(Buffer.compare((read(frames) as { bytes: Uint8Array }).bytes, bytes)).toBe(0)
})

test.each([3, 3 * frameLimit])('releases what it has read of a message with %d bytes, and shows none of it', length => {
  const message = { words: 'as they were', bytes: random(length) }
  const frames = [...framesFrom(message, 1)]
  const released: Uint8Array[] = []
  // Whoever releases may give the memory to somebody else at once.
  const reader = new FrameReader(bytes => released.push(bytes.fill(0xff)))
  const back = frames.map(frame => reader.take(frame)).at(-1) as typeof message
  expect(back.words).toBe(message.words)
  expect(Buffer.compare(back.bytes, message.bytes)).toBe(0)
  for (const frame of frames) expect(released.some(({ buffer }) => buffer === frame.buffer)).toBe(true)
  const whole = frames.length > 1 ? 1 : 0
  expect(released).toHaveLength(frames.length + whole)
})

test('joins frames of messages that come interleaved', () => {
  const reader = new FrameReader()
  const [a1, a2] = [...framesFrom(random(frameLimit), 1)]
  const [b1, b2] = [...framesFrom(random(frameLimit + 1), 2)]
  expect([a1, b1].map(frame => reader.take(frame!))).toEqual([undefined, undefined])
  expect((reader.take(b2!) as Uint8Array).length).toBe(frameLimit + 1)
  expect((reader.take(a2!) as Uint8Array).length).toBe(frameLimit)
})

test('refuses any bytes that are no frame with an Error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      try {
        new FrameReader().take(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }),
    { numRuns: 1000, seed: 20261123 },
  )
})

test('refuses short frames before the last, and oversize ones', () => {
  const unfinished = new Uint8Array(100)
  expect(() => new FrameReader().take(unfinished)).toThrow(RangeError)
  expect(() => new FrameReader().take(new Uint8Array(frameLimit + 1))).toThrow(RangeError)
  expect(() => new FrameReader().take(new Uint8Array(4))).toThrow(RangeError)
})

test('refuses byte lengths that reach behind the frame', () => {
  const [frame] = [...framesFrom({ b: new Uint8Array(4) }, 1)]
  const text = Buffer.from(frame!).toString('latin1').replace('"length":4', '"length":9')
  expect(() => new FrameReader().take(Buffer.from(text, 'latin1'))).toThrow(RangeError)
})

test('does not start a message over the limit', () => {
  const half = new Uint8Array(messageLimit / 2)
  expect(() => framesFrom([half, half], 1)).toThrow(RangeError)
})

test('writes messages whole and in order while the wire fills', async () => {
  const wire = { readyState: 1, bufferedAmount: 0, frames: [] as Uint8Array[], send }
  function send(frame: Uint8Array): void {
    wire.frames.push(frame)
    wire.bufferedAmount += frame.length
    setTimeout(() => (wire.bufferedAmount -= frame.length), 20)
  }
  const writer = new FrameWriter(wire)
  const large = writer.send(random(12_000_000))
  const small = writer.send('after')
  expect(writer.waiting).toBe(2)
  await small
  await large
  const reader = new FrameReader()
  const messages = wire.frames.map(frame => reader.take(frame)).filter(message => message !== undefined)
  expect(messages.map(message => (typeof message === 'string' ? message : (message as Uint8Array).length))).toEqual([
    12_000_000,
    'after',
  ])
})
