// A module of the project for a bench: bundled as the app's own are, so that a figure speaks of the code that ships.
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { at } from '../../electron/dev/setup.mjs'

/** Bundles a TypeScript file (from the project's root) for Node and imports it; `?raw` and `?url` imports work as in the app. */
export async function bundled(file) {
  const outDir = mkdtempSync(at('out/bench-'))
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      root: at('.'),
      build: { ssr: at(file), outDir, emptyOutDir: false, minify: false, target: 'node20' },
      ssr: { noExternal: true },
    })
    const name = path.basename(file).replace(/\.tsx?$/, '')
    return await import(pathToFileURL(path.join(outDir, `${name}.js`)).href)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
