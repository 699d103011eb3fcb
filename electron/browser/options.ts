import { parseArgs } from 'node:util'
import { Refusal } from '../contract/result.ts'
import { libraryPathFrom } from '../host/paths.ts'

export interface Options {
  libraryPath: string
  /** 0: a free one. */
  port: number
  /** Print one line of JSON, for a program, instead of a sentence. */
  json: boolean
  opens: boolean
}

const known = {
  library: { type: 'string' },
  port: { type: 'string', default: '0' },
  'no-open': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

/** Reads the browser door's arguments. Throws Refusal for an option that it does not know, that lacks its value, or a port that is none. */
export function optionsFrom(argv: readonly string[]): Options {
  const { values, tokens } = parseArgs({ args: [...argv], options: known, strict: false, tokens: true })
  for (const token of tokens) {
    const name = token.kind === 'option' ? token.rawName : token.kind === 'positional' ? token.value : '--'
    if (token.kind !== 'option' || !Object.hasOwn(known, token.name)) throw new Refusal('unknown-option', { name })
    // `--library --json` is a forgotten folder, not one with that name.
    const lacksValue = !token.value || (!token.inlineValue && token.value.startsWith('--'))
    if (lacksValue && known[token.name as keyof typeof known].type === 'string')
      throw new Refusal('missing-value', { name })
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Refusal('bad-option', { name: '--port', known: '0–65535' })
  return {
    libraryPath: libraryPathFrom(argv),
    port,
    json: values.json === true,
    opens: values['no-open'] !== true,
  }
}
