import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { useHolder, type WidgetWork } from './holder.ts'

interface Props {
  readonly name: string
  readonly state: string
  /** The finished work of the widget as it stands; empty while there is none. */
  readonly work: readonly WidgetWork[]
}

/** The button that keeps a run with what the widget stands in; absent where there is nothing to keep it with. */
export function KeepRun({ name, state, work }: Props) {
  const { t } = useTranslation('widgets')
  const { onKeep } = useHolder(state)
  const [kept, setKept] = useState<readonly WidgetWork[]>()
  if (!onKeep) return null
  // It keeps the focus when there is nothing to keep: one goes on from where one was.
  const isIdle = work.length === 0 || kept === work
  const keep = async () => {
    if (isIdle) return
    if (await onKeep({ widget: name, state, work })) setKept(work)
  }
  return (
    <Button look="quiet" aria-disabled={isIdle} onClick={() => void keep()}>
      {t(kept === work ? 'keep.kept' : 'keep.keep')}
    </Button>
  )
}
