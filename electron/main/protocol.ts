import { protocol } from 'electron'
import { serveAsset } from '../host/assets.ts'
import { origin, scheme, schemePrivileges } from './security.ts'

/** Before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: schemePrivileges }])
}

/** Serves the built renderer at `app://bundle/`, and nothing else. */
export function serveRenderer(rendererDirectory: string): void {
  protocol.handle(scheme, async request => {
    const { protocol: asked, host, pathname } = new URL(request.url)
    if (`${asked}//${host}` !== origin || request.method !== 'GET') return new Response(null, { status: 403 })
    const { status, headers, body } = await serveAsset(rendererDirectory, pathname)
    return new Response(new Uint8Array(body), { status, headers })
  })
}
