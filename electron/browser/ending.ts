/** How long the end may take, milliseconds: what was acknowledged is on the disk already. */
const patienceMs = 10_000

/**
 * Calls `end` once: at SIGINT, SIGTERM or SIGHUP, or within a second after the process that started this one has gone.
 * Exit code 0 when it has resolved, 1 when it failed or takes longer than ten seconds.
 */
export function onEnd(end: () => Promise<void>): void {
  let ended = false
  const once = () => {
    if (ended) return
    ended = true
    setTimeout(() => process.exit(1), patienceMs)
    end().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once)
  const parent = process.ppid
  // Started by init itself (a service, a container's first command): there is no parent to wait for.
  if (parent > 1)
    setInterval(() => {
      if (process.ppid !== parent || !isAlive(parent)) once()
    }, 1000).unref()
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
