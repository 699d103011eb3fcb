import { expect, test } from 'vitest'
import { solve } from '../../renderer/compute/client.ts'
import { loseApart } from '../../renderer/compute/device.ts'
import { runSolver, type Report } from '../../renderer/compute/index.ts'
import { shaders } from '../../renderer/compute/solvers/machine/shaders/index.ts'
import type { KernelResult } from '../../renderer/compute/solvers/machine/wgsl-kernel.ts'
import type { KernelCertificate } from '../../renderer/compute/verify/kernel-run.ts'
import { Trial, type Fault } from '../../renderer/compute/webgpu/trial.ts'
import { drive } from '../unit/compute/solvers/drive.ts'

const run = async (problem: object, seed = 1): Promise<Report<KernelResult, KernelCertificate>> =>
  (await drive<KernelResult, KernelCertificate>('wgsl-kernel', problem, { seed })).report

const naive = shaders['product-naive']

test.each(Object.entries(shaders))(
  '%s gives every number right, also where no block divides the size',
  async (kernel, original) => {
    const { status, result, certificate, backend } = await run({ kernel, n: 100, length: 1_001 })
    expect([status, backend]).toEqual(['optimal', 'gpu'])
    const whole = {
      wrong: 0,
      largestError: 0,
      compared: { product: 10_000, sum: 1, scan: 1_001 }[kernel.split('-')[0]!],
    }
    expect(certificate).toMatchObject({ reference: true, small: { wrong: 0 }, whole, holds: true })
    expect(result.run).toMatchObject({ share: 1, messages: [] })
    expect(result.run!.kernelMs).toBeGreaterThan(0)
    expect(result.cpuMs).toBeGreaterThan(0)
    // Blocks of 64 numbers: 4,500 take three levels of sums.
    const other = await run({ kernel, n: 100, length: 4_500, code: original.replace('= 256u', '= 64u') })
    expect(other.certificate.holds).toBe(true)
  },
)

test('says what the compiler says, at its line and column', async () => {
  const code = naive.replace('var sum = 0f;', 'var sum = 0f')
  for (const only of [false, true]) {
    const { status, result } = await run({ code, run: !only })
    expect(status).toBe('stalled')
    expect(result.run!.fault).toBe('compile')
    const [message] = result.run!.messages
    const line = code.split('\n').findIndex(text => text.includes('var sum')) + 1
    // A missing semicolon is noticed at the next word.
    expect(message).toMatchObject({ severity: 'error', line: line + 1, column: 3 })
    expect(message!.message).toContain("';'")
  }
})

test('only compiles where nothing shall run', async () => {
  const { status, result, certificate } = await run({ code: `${naive}// mine`, run: false })
  expect([status, certificate, result.cpuMs]).toEqual(['optimal', null, undefined])
  expect(result.run).toEqual({ messages: [] })
})

test('finds the first number that is wrong', async () => {
  const { status, certificate } = await run({ code: naive.replace('k < size.z', 'k + 1u < size.z'), n: 48 })
  expect([status, certificate.holds]).toEqual(['stalled', false])
  expect(certificate.small!.wrong).toBeGreaterThan(300)
  expect(certificate.whole!.first!.index).toBeLessThan(5)
  expect(certificate.whole!.largestError).toBeGreaterThan(0)
})

const endless = {
  'a loop that goes nowhere': naive.replace('k += 1u', 'k += 0u'),
  'a loop with a comment for its word': naive.replace('for (', 'loop /* { */ { if (false) { break; } }\n  for ('),
  'a loop in a function': `${naive.replace('sum +=', 'sum += more() *')}
fn more() -> f32 { var x = 1f; while (x > 0f) { x = x * 1f; } return x; }`,
  'a line break of another kind': naive.replace(
    'var sum = 0f;',
    '// \u2028 var on = true; while (on) { on = size.x > 0u; }\n var sum = 0f;',
  ),
}
test.each(Object.entries(endless))('ends %s, says where, and lives on', async (name, code) => {
  const { result, certificate, status } = await run({ code, n: 64 })
  expect([result.run!.fault, status, certificate.holds]).toEqual(['endless', 'stalled', false])
  const lines = code.split(/\n|\u2028/)
  expect(lines[result.run!.line! - 1]).toMatch(name.includes('nowhere') ? /for \(/ : /while|loop/)
  expect((await run({ n: 32 })).status).toBe('optimal')
})

test('refuses what it cannot keep within bounds', async () => {
  const loops = Array.from({ length: 40 }, (_, i) => `for (var i${i} = 0u; i${i} < 2u; i${i} += 1u) {}`).join('\n')
  expect((await run({ code: naive.replace('var sum', `${loops}\n var sum`) })).result.run).toMatchObject({
    fault: 'guard',
  })
  const deep = Array.from({ length: 20 }, (_, i) => `fn f${i + 1}() -> f32 { return f${i}() + f${i}(); }`).join('\n')
  const tower = `${naive.replace('var sum = 0f', 'var sum = f20()')}\nfn f0() -> f32 { return 0f; }\n${deep}`
  expect((await run({ code: tower })).result.run).toMatchObject({ fault: 'guard' })
  expect(
    (await run({ code: naive.replace('= 16u', '= 512u').replace('(block, block)', '(16, 16)') })).result.run,
  ).toMatchObject({ fault: 'block', detail: '512' })
  const other = naive.replace('fn main', 'fn other')
  expect((await run({ code: other })).result.run).toMatchObject({
    fault: 'refused',
    detail: expect.stringContaining('main'),
  })
  const wide = naive.replace('size: vec4u', 'size: array<vec4u, 4000>').replaceAll('size.', 'size[0].')
  expect((await run({ code: wide })).result.run!.fault).toBe('refused')
})

test('takes a shader that makes sixteen numbers in a thread', async () => {
  const code = naive
    .replace('const block = 16u;', 'const block = 32u;')
    .replace('workgroup_size(block, block)', 'workgroup_size(8, 8)')
    .replace(
      / {2}let row = at\.y;[\s\S]*$/,
      `
  for (var i = 0u; i < 4u; i += 1u) { for (var j = 0u; j < 4u; j += 1u) {
    let row = at.y * 4u + i; let column = at.x * 4u + j;
    if (row >= size.x || column >= size.y) { continue; }
    var sum = 0f;
    for (var k = 0u; k < size.z; k += 1u) { sum += a[row * size.z + k] * b[k * size.y + column]; }
    c[row * size.y + column] = sum;
  } }
}`,
    )
  expect((await run({ code, n: 100 })).certificate).toMatchObject({ holds: true })
})

test('gives up a device that does not answer, and has another at once', async () => {
  const trial = (await Trial.open(1)) as Trial
  const heavy = naive.replace('k < size.z', 'k < size.z * 400u')
  await expect(
    (async () => {
      const pipeline = await trial.pipeline(heavy)
      const a = new Float32Array(512 * 512)
      await trial.launch(pipeline, { a, b: a, c: 512 * 512, size: [512, 512, 512], groups: [32, 32] })
    })(),
  ).rejects.toMatchObject({ kind: 'timeout' } satisfies Partial<Fault>)
  expect((await run({ n: 32 })).status).toBe('optimal')
})

test('does not run a shader again by itself that took its device with it', async () => {
  const problem = { kernel: 'product-tiled', code: `${shaders['product-tiled']}// mine`, n: 256 }
  const work = runSolver('wgsl-kernel', problem, { seed: 3 })
  let next = await work.next()
  while (!next.done) {
    if (next.value.state === 'small') setTimeout(() => void loseApart(), 30)
    next = await work.next()
  }
  expect(next.value).toMatchObject({
    status: 'stalled',
    result: { run: { fault: 'lost' } },
    certificate: { holds: false },
  })
  expect((await run(problem, 3)).result.run).toEqual({ messages: [], fault: 'struck' })
  // It is still compiled, and runs when it is started anew.
  expect((await run({ ...problem, run: false }, 3)).result.run).toEqual({ messages: [] })
  expect((await run(problem, 4)).status).toBe('optimal')
})

test('lets a cancelled run go and measures one at a time in the worker', async () => {
  const problem = { kernel: 'product-tiled', n: 512 }
  const first = solve('wgsl-kernel', problem, { seed: 1 }, () => undefined)
  const second = solve('wgsl-kernel', { n: 32 }, { seed: 1 }, () => undefined)
  await new Promise(resolve => setTimeout(resolve, 300))
  first.cancel()
  await first.result.then(
    ({ status }) => expect(status).toBe('cancelled'),
    (error: unknown) => expect(error).toMatchObject({ name: 'AbortError' }),
  )
  expect((await second.result).status).toBe('optimal')
})

test('answers for the part that it did when its time was up', async () => {
  for (const kernel of ['product-tiled', 'sum-interleaved', 'scan-hillis-steele']) {
    const { status, result, certificate, software } = await run({ kernel, n: 1_024, length: 2 ** 22 })
    // A software adapter does not come to the end of these; a real one may.
    if (software) expect(result.run!.share).toBeLessThan(1)
    expect(result.run!.share).toBeGreaterThan(0)
    expect([status, certificate.whole!.wrong]).toEqual(['optimal', 0])
  }
})
