import { availableParallelism } from 'node:os'
import path from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = path.resolve(import.meta.dirname, '..')
const executablePath = process.env.FOLIUM_CHROMIUM ?? '/usr/bin/chromium'
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--enable-unsafe-webgpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Rooms of functions without a state of their own: their tests share modules, whose loading else takes longer than they do. */
const pure = '{compute,contract,lib,notes,plot,reader,topics,widgets}/**/*.test.{ts,tsx}'

/** Files that take longest: the first to begin, so that no core waits for the last of them. */
const longest = [
  'widgets/models',
  'compute/solvers/every',
  'compute/solvers/constrained/duality',
  'compute/kernels/dawn',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => longest.findIndex(file => moduleId.endsWith(`${file}.test.ts`))
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => Number(place(b) >= 0) - Number(place(a) >= 0) || place(a) - place(b))
  }
}

/** `pure` and `unit` in Node, `gpu` in a real Chromium whose WebGPU may be software; `soak`, `soak-window` and `fuzz` are the long rounds (tests/long.mjs). */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // Time-outs find a hang; a busy machine is no failure.
      ...[
        { name: 'pure', include: [`tests/unit/${pure}`], isolate: false },
        { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], exclude: [`tests/unit/${pure}`] },
      ].map(project => ({
        test: {
          ...project,
          root,
          environment: 'node' as const,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 60_000 } },
          // On two cores it would take one.
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      })),
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
