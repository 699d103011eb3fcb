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
const marker = '$bytes'

/** Packs a value of JSON types, `undefined` and `Uint8Array` as [u32 length of JSON][JSON][bytes …], little endian. */
function packed(value: unknown): Uint8Array<ArrayBuffer> {
  const blobs: Uint8Array[] = []
  const json = new TextEncoder().encode(
    JSON.stringify(value, (_key, part: unknown) =>
      part instanceof Uint8Array ? { [marker]: blobs.push(part) - 1, length: part.length } : part,
    ) ?? 'null',
  )
  const out = new Uint8Array(4 + json.length + blobs.reduce((sum, blob) => sum + blob.length, 0))
  new DataView(out.buffer).setUint32(0, json.length, true)
  out.set(json, 4)
  let at = 4 + json.length
  for (const blob of blobs) {
    out.set(blob, at)
    at += blob.length
  }
  return out
}

function unpacked(bytes: Uint8Array): unknown {
  const jsonLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (4 + jsonLength > bytes.length) throw new RangeError('a frame is shorter than it says')
  let at = 4 + jsonLength
  const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, at))
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

/** Cuts a message into frames [u32 message number][u8 last][payload] of at most `frameLimit` bytes. */
export function* framesFrom(message: unknown, number: number): Generator<Uint8Array<ArrayBuffer>> {
  const whole = packed(message)
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

/** Puts frames back together; frames of different messages may come interleaved. */
export class FrameReader {
  private readonly open = new Map<number, { parts: Uint8Array[]; bytes: number }>()
  private bytes = 0

  /** Takes a frame; gives the message when it was the last one of it, else undefined. Throws RangeError on a broken frame. */
  take(frame: Uint8Array): unknown {
    if (frame.length < 5 || frame.length > frameLimit) throw new RangeError('a frame of a wrong size')
    const number = new DataView(frame.buffer, frame.byteOffset).getUint32(0, true)
    const message = this.open.get(number) ?? { parts: [], bytes: 0 }
    message.parts.push(frame.subarray(5))
    message.bytes += frame.length - 5
    this.bytes += frame.length - 5
    if (this.bytes > messageLimit) throw new RangeError('a message larger than the limit')
    if (frame[4] !== 1) {
      this.open.set(number, message)
      return undefined
    }
    this.open.delete(number)
    this.bytes -= message.bytes
    const whole = new Uint8Array(message.bytes)
    let at = 0
    for (const part of message.parts) {
      whole.set(part, at)
      at += part.length
    }
    return unpacked(whole)
  }
}
