import type { Device } from '../../device.ts'
import { submit, up } from '../../webgpu/submit.ts'
import { paddedMatrix } from '../matmul/gpu.ts'
import type { MatvecInput, MatvecOutput } from './cpu.ts'
import shader from './matvec.wgsl?raw'

export async function matvecGpu({ rows, columns, values, x }: MatvecInput, device: Device): Promise<MatvecOutput> {
  const wide = Math.ceil(columns / 4) * 4
  const bindings = [
    up(Uint32Array.of(rows, wide / 4)),
    up(paddedMatrix(values, { row: columns, column: 1 }, rows, columns, { rows, columns: wide })),
    up(paddedMatrix(x, { row: columns, column: 1 }, 1, columns, { rows: 1, columns: wide })),
    { length: rows, read: true },
  ]
  const [result] = await submit(device, [{ code: shader, bindings, workgroups: rows }])
  return { values: result! }
}
