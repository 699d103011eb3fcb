import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Words } from '../../compute/index.ts'

const said = (words: Words, language: string): string => words[language === 'zh-CN' ? 'zh-CN' : 'en']

/** A formula whose words stand in both languages, as in `\text{rated¦已评}`, with those of one. */
export const texIn = (language: string, tex: string): string =>
  tex.replace(
    /\\text\{([^{}¦]*)¦([^{}]*)\}/g,
    (_, en: string, zh: string) => `\\text{${language === 'zh-CN' ? zh : en}}`,
  )

/** Words in the window's language, for what draws itself anew when that changes. */
export const saidNow = (words: Words): string => said(words, i18next.language)

/** Says a model's or a solver's own words in the language of the window. */
export function useWords(): (words: Words) => string {
  const { i18n } = useTranslation()
  return words => said(words, i18n.language)
}
