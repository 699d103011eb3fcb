// What runs in a window's page before its own scripts. Every function here is sent to the page as text, so each stands alone.

/** Structured clone as text, for JSON's types, `undefined`, odd numbers and bytes; what the app sends is nothing else. */
export function clone() {
  const fromBytes = bytes => (globalThis.Buffer ? Buffer.from(bytes).toString('base64') : bytes.toBase64())
  const toBytes = text =>
    globalThis.Buffer ? new Uint8Array(Buffer.from(text, 'base64')) : Uint8Array.fromBase64(text)
  const tagged = value => {
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', value: String(value) }
    if (ArrayBuffer.isView(value))
      return { $: 'bytes', value: fromBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
    if (Array.isArray(value)) return value.map(tagged)
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
    const isPlain =
      typeof value === 'object' && [null, 'Object'].includes(Object.getPrototypeOf(value)?.constructor?.name ?? null)
    if (!isPlain)
      throw new DOMException(`${Object.prototype.toString.call(value)} could not be cloned.`, 'DataCloneError')
    return { $: 'object', value: Object.entries(value).map(([key, part]) => [key, tagged(part)]) }
  }
  const untagged = value => {
    if (Array.isArray(value)) return value.map(untagged)
    if (value === null || typeof value !== 'object') return value
    if (value.$ === 'undefined') return undefined
    if (value.$ === 'number') return Number(value.value)
    if (value.$ === 'bytes') return toBytes(value.value)
    return Object.fromEntries(value.value.map(([key, part]) => [key, untagged(part)]))
  }
  return { pack: value => JSON.stringify(tagged(value)), unpack: text => untagged(JSON.parse(text)) }
}

/**
 * One side of the context bridge. Two worlds share a document but no object: functions and promises cross as numbers,
 * calls as synchronous DOM events whose details Chromium clones; what arrives is frozen, as Electron's is.
 */
export function membrane(key, mine, theirs) {
  const kept = []
  const isPlain = value =>
    value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
  const mapped = (object, change) =>
    Object.fromEntries(Object.entries(object).map(([name, part]) => [name, change(part)]))
  const words = error => String(error?.message ?? error)
  const out = value => {
    if (typeof value === 'function') return { $call: kept.push(value) - 1 }
    if (typeof value?.then === 'function')
      return { $promise: kept.push((yes, no) => void value.then(yes, error => no(words(error)))) - 1 }
    if (Array.isArray(value)) return value.map(out)
    return isPlain(value) ? mapped(value, out) : value
  }
  const back = value => {
    if (Array.isArray(value)) return Object.freeze(value.map(back))
    if (!isPlain(value)) return value
    if ('$call' in value) return far(value.$call)
    if ('$promise' in value) return new Promise((yes, no) => far(value.$promise)(yes, text => no(new Error(text))))
    return Object.freeze(mapped(value, back))
  }
  let calls = 0
  const far =
    id =>
    (...args) => {
      const number = calls++
      let answer
      const take = event => (answer = event.detail)
      document.addEventListener(`${key}${mine}-answer-${number}`, take, { once: true })
      document.dispatchEvent(new CustomEvent(`${key}${mine}-call`, { detail: { id, number, args: args.map(out) } }))
      if ('error' in answer) throw new Error(answer.error)
      return back(answer.value)
    }
  document.addEventListener(`${key}${theirs}-call`, ({ detail: { id, number, args } }) => {
    let detail
    try {
      detail = { value: out(kept[id](...args.map(back))) }
    } catch (error) {
      detail = { error: words(error) }
    }
    document.dispatchEvent(new CustomEvent(`${key}${theirs}-answer-${number}`, { detail }))
  })
  return { out, back }
}

/** In the page's own world: gives the window what the preload exposes. */
export function mainWorld(key, membrane) {
  if (window !== window.top) return
  const { back } = membrane(key, 'page', 'preload')
  document.addEventListener(`${key}expose`, ({ detail: { name, api } }) => {
    if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(window, name, { value: back(api), enumerable: true })
  })
}

/** In the preload's world: runs the preload with what a sandboxed one may require, and nothing of Node. */
export function preloadWorld(key, membrane, clone, preload) {
  if (window !== window.top) return
  const { out } = membrane(key, 'preload', 'page')
  const { pack, unpack } = clone()
  const send = text => globalThis.__toMain(text)
  const pending = new Map()
  const listeners = new Map()
  let next = 1
  globalThis.__fromMain = text => {
    const message = unpack(text)
    if (message.channel) return listeners.get(message.channel)?.forEach(listener => listener({}, ...message.args))
    const { yes, no, channel } = pending.get(message.number)
    pending.delete(message.number)
    if ('error' in message) no(new Error(`Error invoking remote method '${channel}': ${message.error}`))
    else yes(message.value)
  }
  const ipcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((yes, no) => {
        send(pack({ type: 'invoke', channel, args, number: next }))
        pending.set(next++, { yes, no, channel })
      }),
    send: (channel, ...args) => send(pack({ type: 'message', channel, args })),
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
  }
  const contextBridge = {
    exposeInMainWorld: (name, api) =>
      document.dispatchEvent(new CustomEvent(`${key}expose`, { detail: { name, api: out(api) } })),
  }
  const require = name => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return { contextBridge, ipcRenderer }
  }
  const module = { exports: {} }
  preload(require, module, module.exports, { sandboxed: true, type: 'renderer' })
}

/** The scripts of both worlds for one window; `key` is a secret of its own. */
export const scripts = (key, preload) => ({
  page: `(${mainWorld})(${JSON.stringify(key)}, ${membrane})`,
  preload: `(${preloadWorld})(${JSON.stringify(key)}, ${membrane}, ${clone}, function (require, module, exports, process) {\n${preload}\n})`,
})
