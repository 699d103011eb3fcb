import type { KernelResult } from '../../compute/index.ts'
import type { Values } from '../frame/model.ts'
import type { Fields } from './fields.ts'

const generator = `import time
import numpy as np

def drawn(count, seed):
    # Lehmer's generator (1951), whole numbers from -4 to 4, as Folium draws them.
    word, out = 1 + seed % 2147483646, np.empty(count, np.float32)
    for i in range(-8, count):
        word = word * 16807 % 2147483647
        if i >= 0:
            out[i] = int(word / 2147483647 * 9) - 4
    return out

def timed(work):
    work()
    began = time.perf_counter()
    answer = work()
    return answer, 1000 * (time.perf_counter() - began)
`

/** The same numbers, computed and timed with NumPy on the processor. */
export function pythonScript({ kernel, n, power, seed }: Values<Fields>, result: KernelResult | undefined): string {
  const known = result?.checksum === undefined ? '' : `print("Folium's sum of all numbers", ${result.checksum})\n`
  if (kernel.startsWith('product'))
    return `${generator}
n, seed = ${n}, ${seed}
A, B = drawn(n * n, seed).reshape(n, n), drawn(n * n, seed + 1).reshape(n, n)
C, ms = timed(lambda: A @ B)
print("sum of all numbers of C", C.sum(dtype=np.float64))
${known}print("ms", ms, "GFLOP/s", 2 * n**3 / ms / 1e6)
`
  const sum = kernel.startsWith('sum')
  return `${generator}
n, seed = ${2 ** power}, ${seed}
x = drawn(n, seed)
y, ms = timed(lambda: ${sum ? 'x.sum(dtype=np.float64)' : 'np.cumsum(x, dtype=np.float64)'})
print("sum of all numbers of the answer", np.sum(y))
${known}print("ms", ms, "GB/s", ${sum ? 4 : 8} * n / ms / 1e6)
`
}
