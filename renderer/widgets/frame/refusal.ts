import { useTranslation } from 'react-i18next'
import { saying, type Issue, type Schema } from '../../compute/index.ts'
import { useWords } from './words.ts'

/** Says why a problem is refused; other parameters are called as their fields in `schema` are. */
export function useRefusal(): (issue: Issue, schema?: Schema) => string {
  const { t } = useTranslation('widgets')
  const words = useWords()
  return (issue, schema = {}) => {
    const { key, gaps, counted } = saying(issue, name => (schema[name] ? words(schema[name].label) : name))
    return t(key as 'issue.inconsistent', { ...gaps, ...(counted && { what: t(`counted.${counted}`) }) })
  }
}
