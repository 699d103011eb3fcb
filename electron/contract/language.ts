import type { Language } from './identity.ts'

/** The language of Folium nearest to a system's tag, such as `zh-Hans-CN`, `zh_TW.UTF-8` or `fr`. */
export const languageFromTag = (tag: string): Language => (/^zh\b|^zh_/i.test(tag) ? 'zh-CN' : 'en')
