import { useTranslation } from 'react-i18next'
import { isUnsaved, useDrafts } from '../state/drafts.ts'
import { useSaving } from '../state/saving.ts'
import { useSettings } from '../state/settings.ts'
import { failureSentence } from '../ui/failure-sentence.ts'

/** Whether the user's edits are on the disk. Says "Saved" only when the host has acknowledged them all. */
export function SavedState() {
  const { t } = useTranslation('app')
  const { pending, refusal } = useSaving()
  const readOnly = useSettings(({ info }) => info?.readOnly ?? null)
  const isTyped = useDrafts(({ drafts }) => Object.values(drafts).some(isUnsaved))
  const state = pending > 0 ? 'saving' : refusal ? 'refused' : readOnly ? 'readOnly' : isTyped ? 'unsaved' : 'saved'
  return (
    <span className="saved-state" data-state={state} role="status">
      <span className="clipped">{t(`saving.${state}`, { reason: refusal ? failureSentence(refusal) : '' })}</span>
    </span>
  )
}
