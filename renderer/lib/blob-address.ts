/** Longer than anything takes to be read from an address, ms. */
const lastsMs = 60_000

/**
 * Frees the address of a blob, later: an image may still be on its way from there, and the browser would tell the console of it;
 * and some downloads end before they begin.
 */
export const letGo = (address: string): void => void setTimeout(() => URL.revokeObjectURL(address), lastsMs)
