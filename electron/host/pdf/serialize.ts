import type { Cipher } from './crypt.ts'
import { Name, type PdfObject, PdfString, Ref, Stream } from './objects.ts'

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

/** A number as short as it can be: three decimals are a thousandth of a point. */
export const numberText = (value: number): string => {
  const rounded = Number.isInteger(value) ? String(value) : value.toFixed(3).replace(/\.?0+$/, '')
  return rounded === '-0' ? '0' : rounded
}

const nameText = (value: string): string =>
  `/${value.replace(/[^!-~]|[#()<>[\]{}/%]/g, letter => `#${(letter.charCodeAt(0) & 0xff).toString(16).padStart(2, '0')}`)}`

/** Whether no space is needed between a key and this value. */
const selfDelimiting = /^[/([<]/

interface Whose {
  cipher: Cipher | null
  num: number
  gen: number
}

/** The bytes of an object (7.3), its strings and streams enciphered as those of object `num` where the file is. */
export function serialized(value: PdfObject, whose: Whose): Buffer {
  if (value instanceof Stream) return stream(value, whose)
  if (value instanceof PdfString) return string(value.bytes, whose)
  if (Array.isArray(value))
    return between(
      '[',
      value.map(item => serialized(item, whose)),
      ']',
    )
  if (value instanceof Map)
    return between(
      '<<',
      [...value].flatMap(([key, item]) => [latin(nameText(key)), serialized(item, whose)]),
      '>>',
    )
  if (value instanceof Name) return latin(nameText(value.name))
  if (value instanceof Ref) return latin(`${value.num} ${value.gen} R`)
  return latin(typeof value === 'number' ? numberText(value) : String(value))
}

function between(open: string, parts: readonly Buffer[], close: string): Buffer {
  const spaced = parts.flatMap((part, index) => {
    const needsSpace =
      index > 0 &&
      !selfDelimiting.test(String.fromCharCode(part[0] ?? 0)) &&
      !/[\])>]$/.test(String.fromCharCode(parts[index - 1]?.at(-1) ?? 0))
    return needsSpace ? [latin(' '), part] : [part]
  })
  return Buffer.concat([latin(open), ...spaced, latin(close)])
}

function string(bytes: Uint8Array, { cipher, num, gen }: Whose): Buffer {
  const out = cipher ? cipher.string(bytes, num, gen) : bytes
  const escaped: number[] = [0x28]
  for (const byte of out) {
    if (byte === 13) escaped.push(0x5c, 0x72)
    else if (byte === 0x28 || byte === 0x29 || byte === 0x5c) escaped.push(0x5c, byte)
    else escaped.push(byte)
  }
  return Buffer.from([...escaped, 0x29])
}

function stream({ dict, bytes }: Stream, whose: Whose): Buffer {
  const out = whose.cipher ? whose.cipher.stream(bytes, whose.num, whose.gen) : bytes
  const head = serialized(new Map([...dict, ['Length', out.length]]), whose)
  return Buffer.concat([head, latin('\nstream\n'), out, latin('\nendstream')])
}
