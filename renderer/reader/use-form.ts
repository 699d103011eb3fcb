import { useEffect } from 'react'
import { fillForm, loadForm, useForms } from '../state/forms.ts'
import type { PageViewer } from './page/viewer.ts'

/** Shows what was filled into the paper's form, and keeps what is. */
export function useForm(hash: string, viewer: PageViewer | null): void {
  const values = useForms(({ papers }) => papers[hash])
  useEffect(() => void loadForm(hash), [hash])
  useEffect(() => viewer?.form.keepWith(fields => fillForm(hash, fields)), [viewer, hash])
  useEffect(() => {
    if (values) viewer?.form.show(values)
  }, [viewer, values])
}
