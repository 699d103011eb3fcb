import { useTranslation } from 'react-i18next'
import { openTab } from '../state/tabs.ts'
import { IconButton } from '../ui/Button.tsx'
import { Widget, widgets } from '../widgets/index.ts'
import type { SolverBlock } from './solver-block.ts'

/** A widget standing in the text like a figure. */
export function Demo({ name, state }: SolverBlock) {
  const { t } = useTranslation('notes')
  if (!Object.hasOwn(widgets, name)) return <p className="note-refused">{t('unknownDemo', { name })}</p>
  const given = state ? { state } : {}
  return (
    <div className="demo">
      <div className="demo-open">
        <IconButton
          icon="external"
          label={t('openDemo')}
          side="left"
          onClick={() => openTab({ kind: 'widget', name, ...given })}
        />
      </div>
      <Widget name={name} {...given} />
    </div>
  )
}
