import shaperUrl from 'harfbuzzjs/dist/harfbuzz.wasm?url&inline'
import subsetterUrl from 'harfbuzzjs/dist/harfbuzz-subset.wasm?url&inline'

// HarfBuzz by its C interface (https://harfbuzz.github.io), as two WebAssembly programs: one lays text out, one cuts a
// font down to the glyphs that are used.

// Node has it; its types come with the DOM's alone.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: unknown } }>
}
interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

type Exports = Record<string, (...args: number[]) => number> & { memory: Memory }

async function programFrom(url: string): Promise<Exports> {
  const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  const started: { memory?: Memory } = {}
  const nothing = () => 0
  const { instance } = await WebAssembly.instantiate(bytes, {
    env: {
      _abort_js: () => {
        throw new Error('HarfBuzz gave up')
      },
      _emscripten_runtime_keepalive_clear: nothing,
      _setitimer_js: nothing,
      emscripten_resize_heap: (size: number) => {
        const missing = size - (started.memory?.buffer.byteLength ?? 0)
        started.memory?.grow(Math.ceil(missing / 65536))
        return 1
      },
    },
    wasi_snapshot_preview1: { proc_exit: nothing },
  })
  const exports = instance.exports as Exports
  started.memory = exports.memory
  exports._initialize?.()
  return exports
}

/** A glyph of a line, in the order and direction in which it is drawn; lengths in the font's units. */
export interface Glyph {
  readonly id: number
  /** Index of the first UTF-16 unit that it stands for. */
  readonly cluster: number
  readonly advance: number
  readonly dx: number
  readonly dy: number
}

export interface Shaper {
  readonly unitsPerEm: number
  /** Heights above and (negative) below the baseline, font units. */
  readonly ascender: number
  readonly descender: number
  /** Lays one line out; its script and direction are guessed from its letters. Glyph 0 stands for a letter the font lacks. */
  shape(text: string): Glyph[]
}

const must = (exports: Exports, name: string): ((...args: number[]) => number) => {
  const found = exports[name]
  if (!found) throw new Error(`HarfBuzz has no ${name}`)
  return found
}

/** Copies bytes into the program's memory; the caller frees them. */
function held(exports: Exports, bytes: Uint8Array): number {
  const at = must(exports, 'malloc')(bytes.length)
  new Uint8Array(exports.memory.buffer).set(bytes, at)
  return at
}

/** The face `index` of a font file, ready to lay text out. Each has a program of its own, whose memory goes with it. */
export async function shaperOf(font: Uint8Array, index: number): Promise<Shaper> {
  const hb = await programFrom(shaperUrl)
  const call = (name: string, ...args: number[]): number => must(hb, name)(...args)
  const blob = call('hb_blob_create', held(hb, font), font.length, 2, 0, 0)
  const face = call('hb_face_create', blob, index)
  const handle = call('hb_font_create', face)
  const extents = call('malloc', 48)
  call('hb_font_get_h_extents', handle, extents)
  const [ascender = 0, descender = 0] = new Int32Array(hb.memory.buffer, extents, 2)
  return {
    unitsPerEm: call('hb_face_get_upem', face),
    ascender,
    descender,
    shape: text => shaped(hb, handle, text),
  }
}

function shaped(hb: Exports, font: number, text: string): Glyph[] {
  const call = (name: string, ...args: number[]): number => must(hb, name)(...args)
  const units = Buffer.from(text, 'utf16le')
  const at = held(hb, units)
  const buffer = call('hb_buffer_create')
  call('hb_buffer_add_utf16', buffer, at, text.length, 0, text.length)
  call('hb_buffer_guess_segment_properties', buffer)
  call('hb_shape', font, buffer, 0, 0)
  const count = call('hb_buffer_get_length', buffer)
  const infos = call('hb_buffer_get_glyph_infos', buffer, 0)
  const positions = call('hb_buffer_get_glyph_positions', buffer, 0)
  // hb_glyph_info_t is five 32-bit words: glyph, mask, cluster, two private; hb_glyph_position_t is x and y advance, x and y offset, private.
  const info = new Uint32Array(hb.memory.buffer, infos, count * 5)
  const position = new Int32Array(hb.memory.buffer, positions, count * 5)
  const glyphs = Array.from({ length: count }, (_, index) => ({
    id: info[index * 5] ?? 0,
    cluster: info[index * 5 + 2] ?? 0,
    advance: position[index * 5] ?? 0,
    dx: position[index * 5 + 2] ?? 0,
    dy: position[index * 5 + 3] ?? 0,
  }))
  call('hb_buffer_destroy', buffer)
  call('free', at)
  return glyphs
}

/** HB_SUBSET_FLAGS_NO_HINTING. */
const noHinting = 1
/** HB_SUBSET_FLAGS_RETAIN_GIDS: a glyph keeps its number. */
const retainNumbers = 2
/** HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE: the glyphs are those that were laid out already. */
const noLayoutClosure = 0x200

/**
 * The face `index` of a font file with the outlines of these glyphs alone, each with its number where `keepNumbers`.
 * Null where it fails.
 */
export async function subsetOf(
  font: Uint8Array,
  index: number,
  glyphs: Iterable<number>,
  keepNumbers: boolean,
): Promise<Uint8Array | null> {
  const hb = await programFrom(subsetterUrl)
  const call = (name: string, ...args: number[]): number => must(hb, name)(...args)
  const blob = call('hb_blob_create', held(hb, font), font.length, 2, 0, 0)
  const face = call('hb_face_create', blob, index)
  const input = call('hb_subset_input_create_or_fail')
  if (!input) return null
  call('hb_subset_input_set_flags', input, noHinting | noLayoutClosure | (keepNumbers ? retainNumbers : 0))
  const wanted = call('hb_subset_input_glyph_set', input)
  for (const glyph of glyphs) call('hb_set_add', wanted, glyph)
  const cut = call('hb_subset_or_fail', face, input)
  if (!cut) return null
  const result = call('hb_face_reference_blob', cut)
  const length = call('hb_blob_get_length', result)
  const at = call('hb_blob_get_data', result, 0)
  return new Uint8Array(hb.memory.buffer, at, length).slice()
}
