// Started by dawn.mjs: gives this process a navigator.gpu, runs one function of one module and prints what it gives.
import { writeSync } from 'node:fs'
import { bundled } from './bundled.mjs'
import { rival } from './rivals.mjs'

const [file, name] = process.argv.slice(2)
const { create } = await rival('webgpu')
// Kept: collected, it would abort the process.
globalThis.dawn = create([])
Object.defineProperty(globalThis, 'navigator', { value: { gpu: globalThis.dawn }, configurable: true })
const adapter = await globalThis.dawn.requestAdapter().catch(() => null)
if (!adapter) process.exit(3)
const result = await (await bundled(file))[name]()
writeSync(1, `\n${JSON.stringify(result)}`)
// Dawn's threads would keep the process alive.
process.exit(0)
