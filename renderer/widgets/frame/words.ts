import { useTranslation } from 'react-i18next'
import type { Words } from '../../compute/index.ts'

/** Says a solver's own words in the language of the window. */
export function useWords(): (words: Words) => string {
  const { i18n } = useTranslation()
  return words => words[i18n.language === 'zh-CN' ? 'zh-CN' : 'en']
}
