import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Language } from '../contract/identity.ts'

/** A sentence of `resources/locales` with its gaps filled, for what is said outside the window; the bare key where there is none. */
export function sentence(
  resourcesPath: string,
  language: Language,
  namespace: string,
  key: string,
  params: Readonly<Record<string, string | number>>,
): string {
  const file = path.join(resourcesPath, 'locales', language, `${namespace}.json`)
  let found: unknown = JSON.parse(readFileSync(file, 'utf8'))
  for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part]
  return (typeof found === 'string' ? found : key).replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (gap, name: string) =>
    String(params[name] ?? gap),
  )
}
