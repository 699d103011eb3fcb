import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Language } from '../contract/identity.ts'
import type { Failure } from '../contract/result.ts'

/** A line of `resources/locales/LANGUAGE/NAMESPACE.json` with its gaps filled. */
export function sentence(
  resourcesPath: string,
  language: Language,
  namespace: string,
  key: string,
  params: Record<string, string | number>,
): string {
  const file = path.join(resourcesPath, 'locales', language, `${namespace}.json`)
  const lines = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  return (lines[key] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
}

export const failureSentence = (resourcesPath: string, language: Language, failure: Failure): string =>
  sentence(resourcesPath, language, 'errors', failure.code, failure.params)
