// The browser door's wire: a message is JSON with its byte arrays laid behind it, cut into frames.
// Both ends import this file; Electron's structured clone needs none of it.

/** Largest frame on the wire, bytes. Larger messages are cut. */
export const frameLimit = 1 << 20
/** Largest whole message, bytes: a paper of 512 MiB and its envelope. */
export const messageLimit = (512 << 20) + (1 << 16)

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label: string, options: { fatal: boolean })
  decode(bytes: Uint8Array): string
}
declare function setTimeout(then: () => void, ms: number): unknown

const marker = '$bytes'
/** How much may wait in a socket before the next frame is held back, bytes. */
const wireLimit = 8 << 20

/** More objects than any message has: beyond, a value is taken to go round in itself. */
const objectLimit = 5_000_000

/**
 * Whether there may be bytes in a value. Looking beforehand costs a tenth of a replacer that is called for every part.
 * True for a value without end, on which JSON then throws.
 */
function mayHaveBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const open: object[] = [value]
  let seen = 0
  for (let part = open.pop(); part; part = open.pop()) {
    if (part instanceof Uint8Array) return true
    for (const each of Array.isArray(part) ? (part as unknown[]) : Object.values(part))
      if (typeof each === 'object' && each !== null && open.push(each) && ++seen > objectLimit) return true
  }
  return false
}

/** Packs a value of JSON types, `undefined` and `Uint8Array` as [u32 length of JSON][JSON][bytes …], little endian. */
function packed(value: unknown): Uint8Array<ArrayBuffer> {
  const blobs: Uint8Array[] = []
  const json = new TextEncoder().encode(
    // Read from its holder, because Node's Buffer would already have been made an array of numbers by its toJSON.
    (mayHaveBytes(value)
      ? JSON.stringify(value, function (this: Record<string, unknown>, key, part: unknown) {
          const own = this[key]
          return own instanceof Uint8Array ? { [marker]: blobs.push(own) - 1, length: own.length } : part
        })
      : JSON.stringify(value)) ?? 'null',
  )
  const length = 4 + json.length + blobs.reduce((sum, blob) => sum + blob.length, 0)
  if (length > messageLimit) throw new RangeError('a message larger than the limit')
  const out = new Uint8Array(length)
  new DataView(out.buffer).setUint32(0, json.length, true)
  out.set(json, 4)
  let at = 4 + json.length
  for (const blob of blobs) {
    out.set(blob, at)
    at += blob.length
  }
  return out
}

/** Deepest nesting of a message: what is meant goes a dozen deep, and what walks a deeper one may run out of stack. */
const depthLimit = 500

/** Throws RangeError for JSON nested too deep; parsing alone would take it. */
function refuseDepth(json: Uint8Array): void {
  let depth = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (byte === 0x22) {
      for (at++; at < json.length && json[at] !== 0x22; at++) if (json[at] === 0x5c) at++
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > depthLimit) throw new RangeError('a message nested too deep')
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
}

function unpacked(bytes: Uint8Array): unknown {
  const jsonLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (4 + jsonLength > bytes.length) throw new RangeError('a frame is shorter than it says')
  let at = 4 + jsonLength
  const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, at))
  refuseDepth(bytes.subarray(4, at))
  // Without bytes there are none to put back, and a whole library is read many times faster so.
  if (at === bytes.length && !json.includes(`"${marker}"`)) return JSON.parse(json)
  // Objects are visited in the order in which they were written, so blobs come off in order too.
  return JSON.parse(json, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || !(marker in part)) return part
    const length = Number((part as { length?: unknown }).length)
    if (!Number.isSafeInteger(length) || length < 0 || at + length > bytes.length)
      throw new RangeError('a frame is shorter than it says')
    const blob = bytes.slice(at, at + length)
    at += length
    return blob
  })
}

/**
 * Cuts a message into frames [u32 message number][u8 last][payload]: each of `frameLimit` bytes, the last as long as needed.
 * Throws RangeError for a message over `messageLimit`, TypeError for what JSON cannot say.
 */
export function framesFrom(message: unknown, number: number): Iterable<Uint8Array<ArrayBuffer>> {
  return cut(packed(message), number)
}

function* cut(whole: Uint8Array, number: number): Generator<Uint8Array<ArrayBuffer>> {
  const step = frameLimit - 5
  for (let at = 0; at < whole.length; at += step) {
    const payload = whole.subarray(at, at + step)
    const frame = new Uint8Array(5 + payload.length)
    new DataView(frame.buffer).setUint32(0, number, true)
    frame[4] = at + step >= whole.length ? 1 : 0
    frame.set(payload, 5)
    yield frame
  }
}

/** What a browser's WebSocket and Node's have in common. `readyState` 1 is open. */
interface Wire {
  readonly readyState: number
  readonly bufferedAmount: number
  send(frame: Uint8Array<ArrayBuffer>): void
}

/** Sends messages in the order given, whole ones after each other, and holds back while the wire is full. */
export class FrameWriter {
  /** Messages not yet handed to the wire. */
  waiting = 0
  private readonly wire: Wire
  private sent = 0
  private queue = Promise.resolve()

  constructor(wire: Wire) {
    this.wire = wire
  }

  /** Resolves when the last frame is with the wire, or the wire is closed. Throws at once where `framesFrom` does. */
  send(message: unknown): Promise<void> {
    const frames = framesFrom(message, this.sent++ >>> 0)
    this.waiting++
    this.queue = this.queue.then(() => this.drain(frames)).finally(() => this.waiting--)
    return this.queue
  }

  private async drain(frames: Iterable<Uint8Array<ArrayBuffer>>): Promise<void> {
    for (const frame of frames) {
      while (this.wire.readyState === 1 && this.wire.bufferedAmount > wireLimit)
        await new Promise<void>(then => setTimeout(then, 4))
      if (this.wire.readyState !== 1) return
      this.wire.send(frame)
    }
  }
}

/**
 * Puts frames back together; frames of different messages may come interleaved. `release` is told what is not looked at again:
 * frames that were taken, and what was made of them.
 */
export class FrameReader {
  private readonly open = new Map<number, { parts: Uint8Array[]; bytes: number }>()
  private bytes = 0
  private readonly release: (bytes: Uint8Array) => void

  constructor(release: (bytes: Uint8Array) => void = () => undefined) {
    this.release = release
  }

  /** Takes a frame; gives the message when it was the last one of it, else undefined. Throws an Error on a broken frame. */
  take(frame: Uint8Array): unknown {
    const last = frame[4] === 1
    // Only a message's last frame may be short: else a million tiny ones would cost far more memory than they carry.
    if (frame.length < 5 || frame.length > frameLimit || (!last && frame.length < frameLimit))
      throw new RangeError('a frame of a wrong size')
    const number = new DataView(frame.buffer, frame.byteOffset).getUint32(0, true)
    const message = this.open.get(number) ?? { parts: [], bytes: 0 }
    message.parts.push(frame.subarray(5))
    message.bytes += frame.length - 5
    this.bytes += frame.length - 5
    if (this.bytes > messageLimit) throw new RangeError('a message larger than the limit')
    if (!last) {
      this.open.set(number, message)
      return undefined
    }
    this.open.delete(number)
    this.bytes -= message.bytes
    const whole = this.joined(message.parts, message.bytes)
    try {
      return unpacked(whole)
    } finally {
      this.release(whole)
    }
  }

  private joined(parts: Uint8Array[], bytes: number): Uint8Array {
    const [only] = parts
    if (only && parts.length === 1) return only
    const whole = new Uint8Array(bytes)
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
      this.release(part)
    }
    return whole
  }
}
