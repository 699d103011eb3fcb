// Dawn for Node (npm package `webgpu`, one of the rivals): the same shaders as in the window, in a process of its own,
// because the Vulkan loader and its driver are chosen by the environment that a process starts with.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { testChromium } from '../../electron/dev/programs.mjs'
import { SetUpFailure } from '../../electron/dev/setup.mjs'

const noAdapter = 3

/** Where the package lies, if it does: tests do not install it, benches do. */
export const dawnFolder = path.join(import.meta.dirname, 'rivals/node_modules')
export const hasDawn = () => existsSync(path.join(dawnFolder, 'webgpu/package.json'))

/**
 * What the function `name` of a TypeScript file (from the project's root) gives in such a process, on the machine's own
 * Vulkan adapter, else on Chromium's SwiftShader.
 */
export async function inDawn(file, name) {
  for (const env of [{}, await swiftShader()]) {
    const { code, text } = await child([file, name], env)
    // The last line: Dawn writes its warnings before.
    if (code === 0) return JSON.parse(text.slice(text.lastIndexOf('\n') + 1))
    if (code !== noAdapter) throw new SetUpFailure(`Dawn ended with ${code}.`)
  }
  throw new SetUpFailure('Dawn for Node found no Vulkan adapter, and there is no SwiftShader beside Chromium.')
}

/** The environment in which Vulkan means Chromium's SwiftShader, where that is there. */
export async function swiftShader() {
  const { file } = await testChromium()
  const folders = [path.dirname(file), '/usr/lib/chromium', '/usr/lib64/chromium', '/opt/google/chrome']
  const folder = folders.find(place => existsSync(path.join(place, 'vk_swiftshader_icd.json')))
  if (!folder) return {}
  const libraries = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return { VK_DRIVER_FILES: path.join(folder, 'vk_swiftshader_icd.json'), LD_LIBRARY_PATH: libraries }
}

function child(args, env) {
  const running = spawn(process.execPath, [path.join(import.meta.dirname, 'dawn-child.mjs'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let complaint = ''
  running.stdout.on('data', part => (text += part))
  running.stderr.on('data', part => (complaint += part))
  return new Promise(resolve =>
    running.on('exit', code => {
      if (code !== 0 && code !== noAdapter) console.error(complaint)
      resolve({ code, text })
    }),
  )
}
