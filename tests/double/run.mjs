// The program that runs in Electron's place: makes `import … from 'electron'` mean the double, then runs the app's main module.
//   node run.mjs MAIN_MODULE APP_FOLDER ARGUMENTS…
import * as module from 'node:module'
import { pathToFileURL } from 'node:url'

const double = new URL('./electron.mjs', import.meta.url).href
const resolve = (specifier, context, next) =>
  specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context)
if (module.registerHooks) module.registerHooks({ resolve })
else
  module.register(
    `data:text/javascript,const double = ${JSON.stringify(double)}; export const resolve = ${encodeURIComponent(String(resolve))}`,
  )

const [main, folder, ...args] = process.argv.slice(2)
process.argv = [process.execPath, folder, ...args]
const { start } = await import(double)
await start(pathToFileURL(main).href, folder)
