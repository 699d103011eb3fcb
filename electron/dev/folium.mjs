// npm run --silent folium -- COMMAND …: the terminal door, set up first. Standard output is the command's alone.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { at, script, setUp, userDirectory } from './setup.mjs'

script(async () => {
  await setUp()
  const child = spawn(process.execPath, [at('out/main/cli.js'), ...process.argv.slice(2)], {
    cwd: userDirectory(),
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
})
