/** Idle buffers kept for reuse, in bytes of GPU memory. */
const mostIdleBytes = 256 * 2 ** 20
/** Smallest buffer: WebGPU wants sizes in whole words, and small ones are not worth telling apart. */
const smallestBytes = 256

/**
 * Buffers of one device by usage and power of two. What is taken comes as it was left: a pass that counts on zeros
 * clears first. When more than the cap lies idle, the least recently used go.
 */
export class BufferPool {
  /** Oldest first. */
  private readonly idle: GPUBuffer[] = []
  private idleBytes = 0
  private readonly gpu: GPUDevice
  private readonly cap: number

  constructor(gpu: GPUDevice, cap = mostIdleBytes) {
    this.gpu = gpu
    this.cap = cap
  }

  /** A buffer of at least `bytes`. */
  take(bytes: number, usage: number): GPUBuffer {
    const size = sizeFor(bytes, this.gpu.limits.maxBufferSize)
    const at = this.idle.findLastIndex(buffer => buffer.size === size && buffer.usage === usage)
    const [found] = at < 0 ? [] : this.idle.splice(at, 1)
    if (!found) return this.gpu.createBuffer({ size, usage })
    this.idleBytes -= size
    return found
  }

  give(buffer: GPUBuffer): void {
    this.idle.push(buffer)
    this.idleBytes += buffer.size
    while (this.idleBytes > this.cap) this.drop()
  }

  /** Frees all that lies idle, after memory ran out. */
  clear(): void {
    while (this.idle.length) this.drop()
  }

  get bytes(): number {
    return this.idleBytes
  }

  private drop(): void {
    const oldest = this.idle.shift()!
    this.idleBytes -= oldest.size
    oldest.destroy()
  }
}

/** The power of two that holds `bytes`, or exactly `bytes` where the device allows no such power. */
function sizeFor(bytes: number, most: number): number {
  const power = 2 ** Math.ceil(Math.log2(Math.max(smallestBytes, bytes)))
  return power <= most ? power : Math.ceil(bytes / 4) * 4
}
