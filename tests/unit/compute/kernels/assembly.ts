import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { format, type FormatConfig } from 'oxfmt'
import assembler from 'wabt'

const formatting = path.resolve(import.meta.dirname, '../../../oxfmt.json')
const compute = path.resolve(import.meta.dirname, '../../../../renderer/compute')
const kernels = path.join(compute, 'kernels')

const fused = /\(f(32x4|64x2)\.relaxed_madd (\(local\.get \$\w+\)) (\(local\.get \$\w+\)) (\(local\.get \$\w+\))\)/g

/** The same text for machines without relaxed SIMD: a product and a sum, rounded twice. */
const withoutFused = (text: string) => text.replace(fused, '(f$1.add (f$1.mul $2 $3) $4)')

/** The same text in float64: half the lanes, and twice the bytes wherever single numbers of A are counted. */
const inFloat64 = (text: string) =>
  text
    .replaceAll('f32x4', 'f64x2')
    .replaceAll(/load32_splat( offset=(\d+))?/g, (_, _part, offset) => `load64_splat offset=${2 * Number(offset ?? 0)}`)
    .replaceAll(/i32\.const (\d+) \(;one column of a panel;\)/g, (_, bytes) => `i32.const ${2 * Number(bytes)}`)

async function base64From(name: string, text: string): Promise<string> {
  const wabt = await assembler()
  const features = { simd: true, relaxed_simd: true }
  const module = wabt.parseWat(name, text, features)
  try {
    module.validate()
    return Buffer.from(module.toBinary({}).buffer).toString('base64')
  } finally {
    module.destroy()
  }
}

/** What `KERNEL/NAME.wasm.ts` has to be for `KERNEL/NAME.wat` as it stands. */
export async function assembled(kernel: string, name: string): Promise<{ file: string; text: string }> {
  const source = await readFile(path.join(kernels, kernel, `${name}.wat`), 'utf8')
  const builds = {
    f32Fused: source,
    f32: withoutFused(source),
    f64Fused: inFloat64(source),
    f64: withoutFused(inFloat64(source)),
  }
  return written(path.join(kernels, kernel, name), builds)
}

/** What `linear-algebra/NAME.wasm.ts` has to be: float64 alone, no fused products, so one build. */
export async function assembledOnce(name: string): Promise<{ file: string; text: string }> {
  const source = await readFile(path.join(compute, 'linear-algebra', `${name}.wat`), 'utf8')
  return written(path.join(compute, 'linear-algebra', name), { f64: source })
}

async function written(
  base: string,
  builds: Readonly<Record<string, string>>,
): Promise<{ file: string; text: string }> {
  const name = path.basename(base)
  const lines: string[] = []
  for (const [build, text] of Object.entries(builds))
    lines.push(`${build}: '${await base64From(`${name}-${build}.wat`, text)}'`)
  const text = [
    `/** Assembled from ${name}.wat by tests/unit/compute/kernels/assembly.ts; npm test -- unit assembly -u makes it anew. */`,
    `export const bytes = {${lines.join()}}`,
  ].join('\n')
  const file = `${base}.wasm.ts`
  const style = JSON.parse(await readFile(formatting, 'utf8')) as FormatConfig
  return { file, text: (await format(file, text, style)).code }
}
