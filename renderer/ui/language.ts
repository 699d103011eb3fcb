import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

// One JSON file a room and language; adding a file is enough, the build finds it.
const files = import.meta.glob<Record<string, unknown>>('../../resources/locales/*/*.json', {
  eager: true,
  import: 'default',
})
const resources: Record<string, Record<string, Record<string, unknown>>> = {}
for (const [path, content] of Object.entries(files)) {
  const [, language = '', namespace = ''] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
  ;(resources[language] ??= {})[namespace] = content
}

/** Makes every string of the window speak `language`; called again it changes them at once. */
export async function speak(language: 'en' | 'zh-CN'): Promise<void> {
  if (i18next.isInitialized) await i18next.changeLanguage(language)
  else
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: 'en',
      resources,
      interpolation: { escapeValue: false },
    })
  document.documentElement.lang = language
}
