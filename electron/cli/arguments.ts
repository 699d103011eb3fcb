import { Refusal } from '../contract/result.ts'

/** The words of a command line: what stands free, and `--name value` or `--name`. */
export interface Arguments {
  words: string[]
  options: Map<string, string>
}

/** Options that take no value. */
const switches = new Set(['json', 'help', 'merge', 'dry-run', 'mend', 'itself', 'signed'])

/** Reads `folium`'s arguments. Throws Refusal for an option that is not among `known`, or that lacks its value. */
export function argumentsFrom(argv: readonly string[], known: readonly string[]): Arguments {
  const words: string[] = []
  const options = new Map<string, string>()
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (!word.startsWith('--')) {
      words.push(word)
      continue
    }
    const [name = '', given] = word.slice(2).split(/=(.*)/s)
    if (!known.includes(name) && !switches.has(name)) throw new Refusal('unknown-option', { name: word })
    const value = switches.has(name) ? '' : (given ?? argv[++at])
    if (value === undefined) throw new Refusal('missing-value', { name: word })
    options.set(name, value)
  }
  return { words, options }
}
