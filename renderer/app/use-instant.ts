import { useMemo } from 'react'
import { useLanguage } from '../state/settings.ts'

/** Says an instant as a date and a time of day, in the window's language and the reader's time zone. */
export function useInstant(): (at: string) => string {
  const language = useLanguage()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
    return at => format.format(new Date(at))
  }, [language])
}
