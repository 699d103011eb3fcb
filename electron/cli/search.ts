import { Refusal } from '../contract/result.ts'
import { answer, type LibraryCommand } from './command.ts'

/** How many hits of each paper and note are printed where nothing is said. */
const usualHits = 10

export const search: LibraryCommand = {
  usage: 'search WORDS… [--hits N]',
  run: async (host, given) => {
    const query = given.words.slice(1).join(' ')
    if (query.trim() === '') throw new Refusal('missing-value', { name: search.usage })
    const typed = given.options.get('hits')
    const hits = typed === undefined ? usualHits : Number(typed)
    if (!Number.isInteger(hits) || hits < 0 || hits > 1000)
      throw new Refusal('bad-option', { name: '--hits', known: '0 … 1000' })
    return { document: await answer(host, 'search:find', { query, hits, language: null }) }
  },
}
