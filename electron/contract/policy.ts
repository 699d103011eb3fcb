/** The one content security policy, sent as a header by both doors (why each line: .github/decisions/003). */
const directives = (script: string) =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types folium-worker',
  ].join('; ')

const common = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/** Headers of every answer that is no worker's script. */
export const pageHeaders = { ...common, 'Content-Security-Policy': directives("'self'") }

/** A worker may compile WebAssembly (pdf.js's decoders, the kernels of compute); a page may not. */
export const workerHeaders = { ...common, 'Content-Security-Policy': directives("'self' 'wasm-unsafe-eval'") }
