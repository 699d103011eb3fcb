// npm run soak and npm run fuzz: the rounds that are too long for npm test. They run tests/soak and tests/fuzz by Vitest:
//   npm run soak -- NAME    the files whose path holds NAME; without one, all of them
import { testChromium } from '../electron/dev/programs.mjs'
import { runNode, script, setUp, SetUpFailure } from '../electron/dev/setup.mjs'

script(async () => {
  const [kind, ...rest] = process.argv.slice(2)
  if (kind !== 'soak' && kind !== 'fuzz') throw new SetUpFailure('node tests/long.mjs soak|fuzz [NAME]')
  await setUp()
  // The window's round needs a Chromium; without one it fails and says so.
  if (kind === 'soak') process.env.FOLIUM_CHROMIUM = (await testChromium()).file
  const config = ['--config', 'tests/vitest.config.ts']
  process.exitCode = await runNode('node_modules/vitest/vitest.mjs', 'run', ...config, '--project', `${kind}*`, ...rest)
})
