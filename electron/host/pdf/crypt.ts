import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { type Dict, isName, Name, PdfError, type PdfObject, PdfString } from './objects.ts'
import type { Decipher } from './parser.ts'

type Method = 'none' | 'rc4' | 'aes128' | 'aes256'

/** How a file's strings and streams are enciphered (ISO 32000-2, 7.6): the standard security handler, revisions 2 to 6. */
export interface Cipher {
  decipherFor(num: number, gen: number): Decipher
  string(bytes: Uint8Array, num: number, gen: number): Uint8Array
  stream(bytes: Uint8Array, num: number, gen: number): Uint8Array
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const md5 = (...parts: Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest()

/** RC4 (not in OpenSSL 3's default set). */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const swap = (a: number, b: number): void => {
    const kept = state[a] ?? 0
    state[a] = state[b] ?? 0
    state[b] = kept
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let i = 0
  let j = 0
  return data.map(byte => {
    i = (i + 1) & 255
    j = (j + (state[i] ?? 0)) & 255
    swap(i, j)
    return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0)
  })
}

function aes(key: Uint8Array, data: Uint8Array, encrypt: boolean): Uint8Array {
  const algorithm = key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc'
  if (encrypt) {
    const vector = randomBytes(16)
    const cipher = createCipheriv(algorithm, key, vector)
    return Buffer.concat([vector, cipher.update(data), cipher.final()])
  }
  if (data.length < 32) return new Uint8Array()
  const decipher = createDecipheriv(algorithm, key, data.subarray(0, 16)).setAutoPadding(false)
  const out = Buffer.concat([decipher.update(data.subarray(16, data.length - (data.length % 16))), decipher.final()])
  const pad = out.at(-1) ?? 0
  return pad >= 1 && pad <= 16 ? out.subarray(0, out.length - pad) : out
}

interface Handler {
  revision: number
  /** Of the file's key, bytes. */
  length: number
  owner: Uint8Array
  user: Uint8Array
  permissions: number
  id: Uint8Array
  encryptsMetadata: boolean
}

/** Algorithm 2: the file's key from a padded user password. */
function keyFrom(
  password: Uint8Array,
  { revision, length, owner, permissions, id, encryptsMetadata }: Handler,
): Buffer {
  const flags = Buffer.alloc(4)
  flags.writeInt32LE(permissions | 0)
  const rest = revision >= 4 && !encryptsMetadata ? [Buffer.from('ffffffff', 'hex')] : []
  let key = md5(password, owner.subarray(0, 32), flags, id, ...rest)
  if (revision >= 3) for (let round = 0; round < 50; round++) key = md5(key.subarray(0, length))
  return key.subarray(0, length)
}

/** Nineteen more rounds of RC4 with the key XORed by each number, as revision 3 has it (Algorithms 5 and 7). */
const rounds = (key: Uint8Array, data: Uint8Array, numbers: readonly number[]): Uint8Array =>
  numbers.reduce(
    (bytes, number) =>
      rc4(
        key.map(byte => byte ^ number),
        bytes,
      ),
    data,
  )
const upwards = Array.from({ length: 20 }, (_, index) => index)

/** Algorithm 6: whether the key is the user password's. */
function opens(key: Uint8Array, { revision, user, id }: Handler): boolean {
  if (revision === 2) return Buffer.compare(rc4(key, padding), user.subarray(0, 32)) === 0
  const expected = rounds(key, md5(padding, id), upwards)
  return Buffer.compare(expected.subarray(0, 16), user.subarray(0, 16)) === 0
}

const padded = (password: Uint8Array): Buffer => Buffer.concat([password, padding]).subarray(0, 32)

/** Algorithm 7: the user password that an owner password gives. */
function userPasswordFrom(password: Uint8Array, { revision, length, owner }: Handler): Uint8Array {
  let hash = md5(padded(password))
  if (revision >= 3) for (let round = 0; round < 50; round++) hash = md5(hash)
  const key = hash.subarray(0, length)
  return revision === 2 ? rc4(key, owner.subarray(0, 32)) : rounds(key, owner.subarray(0, 32), upwards.toReversed())
}

function oldKey(password: string, handler: Handler): Uint8Array | null {
  const given = Buffer.from(password, 'latin1')
  const asUser = keyFrom(padded(given), handler)
  if (opens(asUser, handler)) return asUser
  const asOwner = keyFrom(padded(userPasswordFrom(given, handler)), handler)
  return opens(asOwner, handler) ? asOwner : null
}

/** Algorithm 2.B: the hash of revision 6; revision 5 takes SHA-256 alone. */
function newHash(revision: number, password: Uint8Array, salt: Uint8Array, user: Uint8Array): Uint8Array {
  let key = createHash('sha256').update(password).update(salt).update(user).digest()
  if (revision < 6) return key
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const block = Buffer.concat([password, key, user])
    const data = Buffer.concat(Array.from({ length: 64 }, () => block))
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = Buffer.concat([cipher.update(data), cipher.final()])
    // The first sixteen bytes as a number, modulo 3: the powers of 256 are all 1 modulo 3.
    const choice = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(['sha256', 'sha384', 'sha512'][choice] ?? 'sha256')
      .update(mixed)
      .digest()
    last = mixed.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}

/** Algorithm 2.A: the file's key of revisions 5 and 6, by the user's or the owner's password. */
function newKey(password: string, handler: Handler, dict: Dict): Uint8Array | null {
  const given = Buffer.from(password.normalize('NFKC'), 'utf8').subarray(0, 127)
  const user = handler.user.subarray(0, 48)
  const none = new Uint8Array()
  for (const [entry, sealed, extra] of [
    [handler.user, 'UE', none],
    [handler.owner, 'OE', user],
  ] as const) {
    const hash = newHash(handler.revision, given, entry.subarray(32, 40), extra)
    if (Buffer.compare(hash, entry.subarray(0, 32)) !== 0) continue
    const key = newHash(handler.revision, given, entry.subarray(40, 48), extra)
    const decipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false)
    return Buffer.concat([decipher.update(bytesOf(dict.get(sealed)).subarray(0, 32)), decipher.final()])
  }
  return null
}

const bytesOf = (value: PdfObject | undefined): Uint8Array =>
  value instanceof PdfString ? value.bytes : new Uint8Array()
const numberOf = (value: PdfObject | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise

/** The method of a crypt filter of V 4 and 5, or of the whole file before. */
function methodOf(dict: Dict, version: number, filter: 'StmF' | 'StrF'): Method {
  if (version < 4) return 'rc4'
  const chosen = dict.get(filter)
  const filters = dict.get('CF')
  if (!(chosen instanceof Name) || chosen.name === 'Identity' || !(filters instanceof Map)) return 'none'
  const entry = filters.get(chosen.name)
  const method = entry instanceof Map ? entry.get('CFM') : undefined
  if (isName(method, 'V2')) return 'rc4'
  if (isName(method, 'AESV2')) return 'aes128'
  if (isName(method, 'AESV3')) return 'aes256'
  if (isName(method, 'None')) return 'none'
  throw new PdfError('encryption-unknown', 'a crypt filter that is not known')
}

/**
 * The cipher of an encrypted file, opened by a password ('' is tried as any). `dict` is /Encrypt with nothing indirect in it.
 * Throws PdfError 'password' where it opens nothing, 'encryption-unknown' for other security handlers.
 */
export function cipherFrom(dict: Dict, id: Uint8Array, password: string): Cipher {
  const version = numberOf(dict.get('V'), 0)
  const revision = numberOf(dict.get('R'), 0)
  if (!isName(dict.get('Filter'), 'Standard') || ![1, 2, 4, 5].includes(version) || revision < 2 || revision > 6)
    throw new PdfError('encryption-unknown', `a security handler that is not known (V ${version}, R ${revision})`)
  const bits = numberOf(dict.get('Length'), version === 4 ? 128 : 40)
  const handler: Handler = {
    revision,
    length: version === 1 ? 5 : version === 4 ? 16 : Math.min(16, Math.max(5, bits >> 3)),
    owner: bytesOf(dict.get('O')),
    user: bytesOf(dict.get('U')),
    permissions: numberOf(dict.get('P'), 0),
    id,
    encryptsMetadata: dict.get('EncryptMetadata') !== false,
  }
  const key = version === 5 ? newKey(password, handler, dict) : oldKey(password, handler)
  if (!key) throw new PdfError('password', 'the password opens nothing')
  return cipherWith(key, methodOf(dict, version, 'StrF'), methodOf(dict, version, 'StmF'))
}

function cipherWith(key: Uint8Array, strings: Method, streams: Method): Cipher {
  /** Algorithm 1: each object's own key; AES-256 takes the file's. */
  const objectKey = (method: Method, num: number, gen: number): Uint8Array => {
    if (method === 'aes256') return key
    const salt = Buffer.from([num & 255, (num >> 8) & 255, (num >> 16) & 255, gen & 255, (gen >> 8) & 255])
    const mark = method === 'aes128' ? [Buffer.from('sAlT', 'latin1')] : []
    return md5(key, salt, ...mark).subarray(0, Math.min(16, key.length + 5))
  }
  const run = (method: Method, bytes: Uint8Array, num: number, gen: number, encrypt: boolean): Uint8Array => {
    if (method === 'none') return bytes
    const own = objectKey(method, num, gen)
    return method === 'rc4' ? rc4(own, bytes) : aes(own, bytes, encrypt)
  }
  return {
    decipherFor: (num, gen) => ({
      string: bytes => run(strings, bytes, num, gen, false),
      // Cross-reference streams are never enciphered; a stream may name a filter of its own, Identity being the only common one.
      stream: (bytes, dict) =>
        isName(dict.get('Type'), 'XRef') || namesIdentity(dict) ? bytes : run(streams, bytes, num, gen, false),
    }),
    string: (bytes, num, gen) => run(strings, bytes, num, gen, true),
    stream: (bytes, num, gen) => run(streams, bytes, num, gen, true),
  }
}

const namesIdentity = (dict: Dict): boolean => {
  const filter = dict.get('Filter')
  return isName(filter, 'Crypt') || (Array.isArray(filter) && isName(filter[0], 'Crypt'))
}
