import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { useActs } from './acts.ts'
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
  const button = useRef<HTMLButtonElement>(null)
  // It keeps the focus when there is nothing to keep: one goes on from where one was.
  const isIdle = work.length === 0 || kept === work
  const keep = async () => {
    if (isIdle || !onKeep) return
    if (await onKeep({ widget: name, state, work })) setKept(work)
  }
  useActs(button, () => [
    { id: 'keep', label: t('keep.keep'), shortcut: 'Alt+KeyK', disabled: isIdle, run: () => void keep() },
  ])
  if (!onKeep) return null
  return (
    <Button ref={button} look="quiet" aria-keyshortcuts="Alt+K" aria-disabled={isIdle} onClick={() => void keep()}>
      {t(kept === work ? 'keep.kept' : 'keep.keep')}
    </Button>
  )
}
