import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { useActs } from './acts.ts'

/** Copies the widget with its state as the block that a note shows alive; where copying is refused the block is there to be taken. */
export function CopyBlock({ name, state }: { name: string; state: string }) {
  const { t } = useTranslation('widgets')
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  const block = `\`\`\`solver\n${name}?${state}\n\`\`\`\n`
  const copy = () => {
    navigator.clipboard.writeText(block).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    )
  }
  const button = useRef<HTMLButtonElement>(null)
  useActs(button, () => [{ id: 'copy', label: t('copy.copy'), shortcut: 'Alt+KeyC', run: copy }])
  return (
    <>
      {outcome === 'refused' && (
        <input
          type="text"
          readOnly
          value={block}
          aria-label={t('copy.block')}
          onFocus={event => event.currentTarget.select()}
        />
      )}
      <Button ref={button} look="quiet" aria-keyshortcuts="Alt+C" onClick={copy} onBlur={() => setOutcome(undefined)}>
        {t(outcome === 'copied' ? 'copy.copied' : 'copy.copy')}
      </Button>
    </>
  )
}
