import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Report } from '../../renderer/compute/index.ts'
import type { Said } from './command.ts'

/** Folium's own folder, where a package put beside its others is found: this file is built to out/main/cli.js. */
const home = path.resolve(import.meta.dirname, '../..')

/**
 * Gives this process a `navigator.gpu`, as a window has one: Dawn for Node, the npm package `webgpu`, from beside Folium's
 * own packages or from NODE_PATH. It is no dependency, for it weighs more than all of Folium. Does nothing where it is missing.
 */
export async function bringGpu(): Promise<void> {
  let file: string
  try {
    file = createRequire(path.join(home, 'package.json')).resolve('webgpu')
  } catch {
    return
  }
  const { create } = (await import(pathToFileURL(file).href)) as { create(flags: string[]): object }
  // Kept there for as long as the process lives: collected, it would end it.
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: create([]) }, configurable: true })
}

/** What to do where the GPU was asked for and there is none. */
export const saidOfGpu = ({ fallbackReason }: Report): Said[] =>
  fallbackReason === 'no-webgpu' || fallbackReason === 'no-adapter'
    ? [{ namespace: 'app', key: `gpu.${fallbackReason}`, params: { folder: home } }]
    : []
