interface ScriptPolicy {
  createScriptURL(url: string): unknown
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy
}

// Trusted Types: a worker's address must come from the one policy that the CSP allows, or Chromium refuses it.
const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes
let policy: ScriptPolicy | undefined

/** Starts a module worker from an address that the bundler gave (`?worker&url`). Throws TypeError for another origin's address. */
export function startWorker(url: string): Worker {
  policy ??= factory?.createPolicy('folium-worker', {
    createScriptURL: address => {
      if (new URL(address, location.href).origin !== location.origin) throw new TypeError('a worker of another origin')
      return address
    },
  })
  return new Worker((policy?.createScriptURL(url) ?? url) as string, { type: 'module' })
}
