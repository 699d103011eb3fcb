/** A shader in which no loop runs forever. */
export interface Guarded {
  readonly code: string
  /** The line of each loop, counted from 1. What a loop that was ended writes is its place here, counted from 1. */
  readonly loops: readonly number[]
}

/** Where a loop that was ended says so: `@group(0) @binding(5)`, one atomic u32. */
export const endsBinding = 5

/** More loops, or more calls once every call is written out, are refused: they multiply what one thread may do. */
export const most = { loops: 32, calls: 256 }

interface Body {
  readonly name: string
  /** Index just behind the opening brace. */
  start: number
  readonly loops: number[]
  /** Calls of whatever name stands before a parenthesis. */
  readonly calls: string[]
}

// Every line break that WGSL knows: a comment ends there, and what follows is code.
const comment = /\/\/[^\n\v\f\r\u0085\u2028\u2029]*/y
const word = /[\p{XID_Start}_]\p{XID_Continue}*/uy

/** Where a block comment, which may hold others, ends. */
function behindBlock(code: string, from: number): number {
  let depth = 0
  for (let i = from; i < code.length; i++) {
    if (code.startsWith('/*', i)) depth++
    else if (code.startsWith('*/', i)) depth--
    else continue
    i++
    if (depth === 0) return i + 1
  }
  return code.length
}

/** Words and single signs; comments are left out. Digits are signs: no keyword that matters follows one. */
function* tokens(code: string): Generator<{ text: string; at: number }> {
  for (let at = 0; at < code.length;) {
    if (code.startsWith('/*', at)) {
      at = behindBlock(code, at)
      continue
    }
    comment.lastIndex = at
    word.lastIndex = at
    const skipped = comment.exec(code)
    const text = skipped?.[0] ?? word.exec(code)?.[0] ?? code[at]!
    if (!skipped && text.trim()) yield { text, at }
    at += text.length
  }
}

/** Functions with their loops, and the index behind the brace that opens each loop's body. */
function outline(code: string): { bodies: Body[]; loops: { behind: number; keyword: number }[] } {
  const bodies: Body[] = []
  const loops: { behind: number; keyword: number }[] = []
  let depth = 0
  let opening: 'function' | number | undefined
  let before = ''
  for (const { text, at } of tokens(code)) {
    const body = bodies.at(-1)
    if (before === 'fn') {
      bodies.push({ name: text, start: 0, loops: [], calls: [] })
      opening = 'function'
    } else if (depth > 0 && /^(for|while|loop)$/.test(text)) opening = at
    else if (text === '(' && depth > 0) body?.calls.push(before)
    else if (text === '}') depth--
    else if (text === '{') {
      depth++
      if (opening === 'function') body!.start = at + 1
      else if (opening !== undefined && body) body.loops.push(loops.push({ behind: at + 1, keyword: opening }) - 1)
      opening = undefined
    }
    before = text
  }
  return { bodies, loops }
}

/** How many calls `main` makes, each counted with all that it makes in turn. */
function callsOf(bodies: readonly Body[], name = 'main', depth = 0): number {
  const body = bodies.find(each => each.name === name)
  if (!body) return 0
  // WGSL has no recursion; whoever writes one is told by the compiler.
  if (depth > bodies.length) return 0
  let calls = 0
  for (const called of body.calls) {
    if (bodies.some(each => each.name === called)) calls += 1 + callsOf(bodies, called, depth + 1)
    if (calls > most.calls) return calls
  }
  return calls
}

/**
 * Puts a counter into every loop of a shader that compiles: after `rounds` rounds in one thread, all its entries taken
 * together, the loop is left and says so. A counter of `main` is a variable of the function, so that the compiler still
 * sees barriers in its loops reached by all threads; those of other functions count over all calls. Lines stay where they are.
 * `undefined` where there are too many loops or calls.
 */
export function guardLoops(code: string, rounds: number): Guarded | undefined {
  const { bodies, loops } = outline(code)
  if (loops.length > most.loops || callsOf(bodies) > most.calls) return undefined
  if (loops.length === 0) return { code, loops: [] }
  let name = 'rounds'
  while (code.includes(name)) name += '_'
  const inserts = loops.map(({ behind }, i) => ({
    at: behind,
    text: ` if (${name}${i} >= ${rounds}u) { atomicMax(&${name}, ${i + 1}u); break; } ${name}${i} += 1u;`,
  }))
  const own = bodies.filter(body => body.name === 'main' && body.loops.length)
  for (const { start, loops: inside } of own)
    inserts.push({ at: start, text: inside.map(i => ` var ${name}${i} = 0u;`).join('') })
  inserts.sort((a, b) => a.at - b.at)
  let [guarded, done] = ['', 0]
  for (const { at, text } of inserts) {
    guarded += code.slice(done, at) + text
    done = at
  }
  guarded += `${code.slice(done)}\n@group(0) @binding(${endsBinding}) var<storage, read_write> ${name}: atomic<u32>;\n`
  const elsewhere = bodies.filter(body => body.name !== 'main').flatMap(body => body.loops)
  guarded += elsewhere.map(i => `var<private> ${name}${i}: u32;\n`).join('')
  return { code: guarded, loops: loops.map(({ keyword }) => lineOf(code, keyword)) }
}

const lineOf = (code: string, at: number): number => code.slice(0, at).split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/).length
