// Every kernel on whatever Vulkan adapter there is, in Dawn for Node: the time of one run on the device without transfers,
// its rate and the adapter's name. On a software adapter the figures say only that the shaders run: workgroup memory and
// barriers cost there what they save on a GPU.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { rivalsFolder } from './rivals.mjs'
import { inDawn } from './dawn.mjs'

const results = path.join(import.meta.dirname, 'results')
const short = value => Number(value.toPrecision(3))

/** Writes what a machine gave to a file with its adapter's name. */
export function keep({ adapter, software, clock, fusedGflops, copyGBs, lines }) {
  mkdirSync(results, { recursive: true })
  const name = adapter.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const limits = { fusedGflops: short(fusedGflops), copyGBs: short(copyGBs) }
  const kept = { date: new Date().toISOString().slice(0, 10), adapter, software, clock, ...limits }
  const rows = lines.map(line => ({
    ...{ name: line.name, rate: short(line.rate), unit: line.unit, ofLimit: short(line.ofLimit) },
    ...{ oursMs: short(line.oursMs), rivalMs: short(line.rivalMs), rivalName: line.rivalName },
  }))
  writeFileSync(path.join(results, `gpu-${name}.json`), `${JSON.stringify({ ...kept, lines: rows }, null, 2)}\n`)
}

export async function* cases() {
  await rivalsFolder()
  const found = await inDawn('tests/bench/pages/gpu.ts', 'speeds')
  keep(found)
  const { adapter, software, lines } = found
  for (const line of lines) {
    const of = `${short(100 * line.ofLimit)} % of the device's ${line.unit === 'GB/s' ? 'copies' : 'fused multiply-adds'}`
    const title = `${line.name}, ${short(line.rate)} ${line.unit}, ${of}, ${adapter}${software ? ' (software)' : ''}`
    yield { case: title, ours: line.oursMs, rival: line.rivalMs, rivalName: line.rivalName, unit: 'ms' }
  }
}
