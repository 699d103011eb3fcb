declare class URL {
  constructor(address: string)
  readonly protocol: string
  readonly href: string
}
const schemes = ['http:', 'https:', 'mailto:']

/**
 * The one rule for what may leave the app: the address in its normal form when it is absolute and http, https or mailto, else null.
 * Control characters are refused before parsing, because the URL parser drops tabs and line ends and so could join a scheme.
 */
export function openableLink(address: string): string | null {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(address)) return null
  try {
    const url = new URL(address)
    return schemes.includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}
