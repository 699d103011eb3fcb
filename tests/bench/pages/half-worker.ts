import { matmul } from '../../../renderer/compute/kernels/matmul/index.ts'
import type { MatmulInput } from '../../../renderer/compute/kernels/matmul/cpu.ts'

addEventListener('message', ({ data }: MessageEvent<MatmulInput>) => {
  const { c } = matmul.runOnCpu(data, { backend: 'auto', precision: 'f32' }).output
  postMessage(c, { transfer: [c.buffer] })
})
