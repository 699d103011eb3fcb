import type { Issue } from '../../issue.ts'
import type { Problem } from '../../schema.ts'
import { mismatch } from '../../stepwise.ts'
import { countField } from '../fields.ts'
import { optimiserFields } from './optimiser.ts'

/** Shape and lessons of a small transformer. */
export const languageFields = {
  width: { ...countField('Width', '宽度', 32, 2, 256, 64), symbol: 'd', alias: 'd_model' },
  heads: countField('Heads', '头数', 2, 1, 16, 8),
  layers: countField('Layers', '层数', 1, 1, 6, 4),
  context: { ...countField('Length of a sequence', '序列长度', 16, 2, 256, 64), symbol: 'T' },
  batch: { ...countField('Sequences a step', '每步序列数', 4, 1, 256, 16), alias: 'batch_size' },
  steps: { ...countField('Steps', '训练步数', 300, 1, 1_000_000, 2_000), alias: 'iterations' },
  ...optimiserFields,
} as const
export type LanguageGiven = Problem<typeof languageFields>

/** Words a problem may know; weights times places of a step, and of one sequence: some ten milliseconds. */
const [mostWords, mostWork, mostOfOne] = [1_500, 1e7, 4e6]

export const textField = (en: string, zh: string, value: string) =>
  ({ kind: 'text', label: { en, 'zh-CN': zh }, default: value, maxLength: 100_000 }) as const

const weightsOf = ({ width, layers, context }: LanguageGiven, vocabulary: number) =>
  width * (2 * vocabulary + context + layers * (12 * width + 13))

/** What does not fit; `pieces` is the corpus, which must have more than a sequence. */
export function languageIssues(given: LanguageGiven, parameter: string, pieces: readonly string[]): Issue[] {
  const { width, heads, context, batch } = given
  if (width % heads) return mismatch('heads', 'width', `h ∣ ${width}`, heads)
  if (pieces.length < context + 1) return mismatch(parameter, 'context', `≥ ${context + 1}`, pieces.length, 'pieces')
  const vocabulary = new Set(pieces).size
  if (vocabulary > mostWords) return mismatch(parameter, parameter, `≤ ${mostWords}`, vocabulary, 'words')
  const weights = weightsOf(given, vocabulary)
  if (weights * context > mostOfOne)
    return mismatch('context', 'width', `≤ ${Math.floor(mostOfOne / weights)}`, context)
  if (weights * context * batch > mostWork)
    return mismatch('batch', 'context', `≤ ${Math.floor(mostWork / weights / context)}`, batch)
  return []
}
