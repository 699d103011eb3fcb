import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { callNames } from './electron/contract/calls.ts'
import { eventNames } from './electron/contract/events.ts'
import { withFasterText } from './electron/dev/pdfjs-text.mjs'

const at = (...parts: string[]) => path.resolve(import.meta.dirname, ...parts)

/** Ships what pdf.js fetches at run time beside the renderer: character maps, standard fonts, decoders, colour profiles, icons. */
function pdfjsAssets(): Plugin {
  return {
    name: 'pdfjs-assets',
    apply: 'build',
    generateBundle() {
      const pdfjs = at('node_modules/pdfjs-dist')
      for (const directory of ['cmaps', 'standard_fonts', 'wasm', 'iccs', 'web/images'])
        for (const file of readdirSync(path.join(pdfjs, directory)))
          // Of the viewer's pictures only the icons of notes and attachments on a page; its style sheet brings the others.
          if (directory !== 'web/images' || file.startsWith('annotation-'))
            this.emitFile({
              type: 'asset',
              fileName: `pdfjs/${path.basename(directory)}/${file}`,
              source: readFileSync(path.join(pdfjs, directory, file)),
            })
    },
  }
}

/** Has pdf.js's parser read text faster, in the window's workers and in the host's. */
function fasterText(): Plugin {
  return {
    name: 'pdfjs-text',
    transform: (code, id) => (/pdfjs-dist.*pdf\.worker\.mjs$/.test(id) ? withFasterText(code) : null),
  }
}

/** Of a script with a single wider letter Chromium keeps two bytes for every letter, for as long as it runs. */
const output = { charset: 'ascii' } as const

export default defineConfig({
  main: {
    plugins: [fasterText()],
    build: {
      externalizeDeps: false,
      outDir: at('out/main'),
      rolldownOptions: {
        input: {
          main: at('electron/main/main.ts'),
          browser: at('electron/browser/browser.ts'),
          cli: at('electron/cli/cli.ts'),
          'paper-worker': at('electron/host/papers/worker.ts'),
        },
        external: ['electron', 'bufferutil', 'utf-8-validate'],
      },
    },
  },
  preload: {
    // The names alone, taken from the contract's table at build time: the validators stay out of the window.
    define: { __CALL_NAMES__: JSON.stringify(callNames), __EVENT_NAMES__: JSON.stringify(eventNames) },
    build: {
      externalizeDeps: false,
      outDir: at('out/preload'),
      rolldownOptions: {
        input: { preload: at('electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    publicDir: false,
    plugins: [react(), pdfjsAssets()],
    worker: { format: 'es', plugins: () => [fasterText()], rolldownOptions: { output } },
    build: {
      minify: true,
      outDir: at('out/renderer'),
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('renderer/index.html'), output },
    },
  },
})
