// The line between the double in the main process and the windows in the test (double.ts), and what its parts share.

/** Everything that would have touched the world outside, in order: `{ name, args }`. */
export const record = []
/** What a dialog answers, by name, e.g. `dialog.showOpenDialog`. */
export const answers = new Map()
export function note(name, ...args) {
  record.push({ name, args })
  return answers.get(name)
}

/** Makes a member that the double lacks an error that names it, so that no test passes on `undefined`. */
export const strict = (name, target) =>
  new Proxy(target, {
    get(object, key, receiver) {
      if (key in object || typeof key === 'symbol' || key === 'then' || key === 'toJSON')
        return Reflect.get(object, key, receiver)
      throw new Error(`the double has no ${name}.${key}`)
    },
  })

/** What the windows may ask of the main process: one function a type of message. */
export const serve = {}
let nextNumber = 1
const waiting = new Map()

export function post(message) {
  if (process.connected) process.send(message)
}
export const ask = message =>
  new Promise((resolve, reject) => {
    waiting.set(nextNumber, { resolve, reject })
    post({ ...message, number: nextNumber++ })
  })

async function hear(message) {
  if (message.reply) {
    const { resolve, reject } = waiting.get(message.reply)
    waiting.delete(message.reply)
    return 'error' in message ? reject(new Error(message.error)) : resolve(message.value)
  }
  try {
    post({ reply: message.number, value: await serve[message.type](message) })
  } catch (error) {
    post({ reply: message.number, error: `${error?.name}: ${error?.message}` })
  }
}
process.on('message', message => void hear(message))
process.on('disconnect', () => process.exit(0))
