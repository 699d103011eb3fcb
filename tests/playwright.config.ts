import { defineConfig } from '@playwright/test'
import type { DoorName } from './e2e/doors.ts'

const executablePath = process.env.FOLIUM_CHROMIUM
const doors: DoorName[] = ['browser', 'double', 'electron']
/** What the double runs (README.md says why): its own files and the stories of both doors; all with FOLIUM_DOUBLE=whole. */
const doubled = process.env.FOLIUM_DOUBLE === 'whole' ? /./ : /@both|(electron|electron-desk|checklist)\.spec/

export default defineConfig<{ door: DoorName }>({
  testDir: 'e2e',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  // Time-outs find a hang; a busy machine is no failure.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  // A trace doubles a test's time, so only a retry has one.
  retries: process.env.CI ? 1 : 0,
  projects: doors.map(door => ({ name: door, use: { door }, grep: door === 'double' ? doubled : /./ })),
  reporter: [['line'], ['./e2e/skips.ts'], ['json', { outputFile: '../out/test/e2e.json' }]],
  use: {
    locale: 'en-US',
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--enable-unsafe-webgpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
