import { availableParallelism } from 'node:os'
import path from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '..')
const executablePath = process.env.FOLIUM_CHROMIUM ?? '/usr/bin/chromium'
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--enable-unsafe-webgpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `unit` in Node, `gpu` in a real Chromium whose WebGPU may be software; `soak`, `soak-window` and `fuzz` are the long rounds (tests/long.mjs). */
export default defineConfig({
  test: {
    projects: [
      // Time-outs find a hang; a busy machine is no failure.
      {
        test: {
          name: 'unit',
          root,
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 60_000 } },
          // On two cores it would take one.
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      ...['soak', 'fuzz'].map(name => ({
        test: { name, root, include: [`tests/${name}/**/*.test.ts`], environment: 'node', testTimeout: 3_600_000 },
      })),
      // In a real Chromium too: the parity and the client, and the client's long round.
      ...[
        { name: 'gpu', include: ['tests/gpu/**/*.test.ts'], testTimeout: 60_000 },
        { name: 'soak-window', include: ['tests/soak/**/*.browser.ts'], testTimeout: 3_600_000 },
      ].map(project => ({
        test: {
          ...project,
          root,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath, args } }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      })),
    ],
  },
})
