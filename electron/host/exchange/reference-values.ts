// Values of references that many formats write in many ways.

/** Pages with a hyphen between first and last ("100-120"), whatever dash a file has. */
export const pagesFrom = (text: string): string =>
  text
    .replace(/\s*(?:--+|[‐‑‒–—−-])\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
