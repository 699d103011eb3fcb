/** The exports of a module without imports, or `undefined` where this machine or its policy will not have it. */
export function exportsOf(base64: string): WebAssembly.Exports | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
    return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports
  } catch {
    // No SIMD, or a page's policy, which allows WebAssembly to workers only.
    return undefined
  }
}

/** The first of several builds of one module that runs here. */
export function firstOf(builds: readonly string[]): WebAssembly.Exports | undefined {
  for (const build of builds) {
    const found = exportsOf(build)
    if (found) return found
  }
  return undefined
}
