import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Language } from '../contract/identity.ts'
import { Refusal } from '../contract/result.ts'

/** One of the locales' files, for what is said outside the window: `menu` and `errors`. */
export function readLabels(
  resourcesPath: string,
  language: Language,
  namespace: 'menu' | 'errors',
): Record<string, string> {
  return JSON.parse(readFileSync(path.join(resourcesPath, 'locales', language, `${namespace}.json`), 'utf8'))
}

/** The sentence for what went wrong; a bug has the sentence of `internal`. */
export function sentenceFrom(error: unknown, labels: Readonly<Record<string, string>>): string {
  const { code, params } = error instanceof Refusal ? error : { code: 'internal', params: {} as Refusal['params'] }
  return (labels[code] ?? code).replace(/\{\{\s*(\w+)\s*\}\}/g, (gap, name: string) => String(params[name] ?? gap))
}
