import { useTranslation } from 'react-i18next'
import { dismissToast, useNotices, type Toast as Told } from '../state/notices.ts'
import { failureSentence } from '../ui/failure-sentence.ts'
import { Toast } from '../ui/Toast.tsx'
import { editName } from './main-menu.ts'

export function Toasts() {
  const { t } = useTranslation('app')
  const toasts = useNotices(state => state.toasts)
  const textOf = ({ key, params }: Told): string => {
    if (key.startsWith('errors:')) return failureSentence({ code: key.slice('errors:'.length), params })
    const { edit, name = '', count = 0 } = params
    return t(
      key,
      edit === undefined
        ? params
        : { edit: editName(t, { key: String(edit), name: String(name), count: Number(count) }) },
    )
  }
  return toasts.map(told => (
    <Toast
      key={told.id}
      text={textOf(told)}
      danger={told.danger ?? false}
      closeLabel={t('close')}
      action={told.undo && { label: t('actions.undo'), run: told.undo }}
      onClose={() => dismissToast(told.id)}
    />
  ))
}
