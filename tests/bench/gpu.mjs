// Every kernel on whatever Vulkan adapter there is, in Dawn for Node: the time of one run on the device without transfers,
// its rate and the adapter's name. On a software adapter the figures say only that the shaders run: workgroup memory and
// barriers cost there what they save on a GPU.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { rivalsFolder } from './rivals.mjs'
import { inDawn } from './dawn.mjs'

const results = path.join(import.meta.dirname, 'results')
const short = value => Number(value.toPrecision(3))

export async function* cases() {
  await rivalsFolder()
  const { adapter, software, fusedGflops, lines } = await inDawn('tests/bench/pages/gpu.ts', 'speeds')
  const kept = { date: new Date().toISOString().slice(0, 10), adapter, software, fusedGflops: short(fusedGflops) }
  mkdirSync(results, { recursive: true })
  const name = adapter.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const rows = lines.map(line => ({
    ...{ name: line.name, rate: short(line.rate), unit: line.unit },
    ...{ oursMs: short(line.oursMs), rivalMs: short(line.rivalMs), rivalName: line.rivalName },
  }))
  writeFileSync(path.join(results, `gpu-${name}.json`), `${JSON.stringify({ ...kept, lines: rows }, null, 2)}\n`)
  for (const line of lines) {
    const title = `${line.name}, ${short(line.rate)} ${line.unit}, ${adapter}${software ? ' (software)' : ''}`
    yield { case: title, ours: line.oursMs, rival: line.rivalMs, rivalName: line.rivalName, unit: 'ms' }
  }
}
