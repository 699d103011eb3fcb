import { readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { pageHeaders, workerHeaders } from '../contract/policy.ts'

export interface Asset {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.pdf': 'application/pdf',
  '.icc': 'application/vnd.iccprofile',
  '.pfb': 'application/x-font-type1',
}

/**
 * Answers a request for a file of the built renderer, for both doors. `pathname` is the address's path as it came, still percent-encoded.
 * 400 for a path that cannot be decoded or holds NUL, backslash or colon; 404 for what is no regular file inside
 * `rendererDirectory`, links followed. Never throws.
 */
export async function serveAsset(rendererDirectory: string, pathname: string): Promise<Asset> {
  const name = decoded(pathname)
  if (name === null) return refusal(400)
  const file = await fileInside(rendererDirectory, name === '/' ? '/index.html' : name)
  if (file === null) return refusal(404)
  try {
    return { status: 200, headers: headersOf(file), body: await readFile(file) }
  } catch {
    return refusal(404)
  }
}

function decoded(pathname: string): string | null {
  try {
    const name = decodeURIComponent(pathname)
    // Backslash and colon are separators, drives and streams on Windows, and in no name of ours.
    return name.startsWith('/') && !/[\0\\:]/.test(name) ? name : null
  } catch {
    return null
  }
}

/** The real path of a regular file that lies in the directory, whatever links and dots say; else null. */
async function fileInside(directory: string, name: string): Promise<string | null> {
  try {
    const root = await realpath(directory)
    const file = await realpath(path.join(root, name))
    const relative = path.relative(root, file)
    const outside = relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)
    return !outside && (await stat(file)).isFile() ? file : null
  } catch {
    return null
  }
}

/** The bundler names every worker's script after its source, and all of those (and pdf.js's) have `worker` in their name. */
const isWorker = (file: string) => /worker.*\.m?js$/i.test(path.basename(file))
/** The bundler's names end in a hash of the content, so they can be kept for ever. */
const isHashed = (file: string) => /-[\w-]{8}\.\w+$/.test(file) && path.basename(path.dirname(file)) === 'assets'

function headersOf(file: string): Record<string, string> {
  const extension = path.extname(file)
  const kept = isHashed(file) ? 'max-age=31536000, immutable' : extension === '.html' ? 'no-store' : 'no-cache'
  return {
    ...(isWorker(file) ? workerHeaders : pageHeaders),
    'Content-Type': contentTypes[extension] ?? 'application/octet-stream',
    'Cache-Control': kept,
  }
}

const refusal = (status: number): Asset => ({
  status,
  headers: { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  body: new Uint8Array(),
})
