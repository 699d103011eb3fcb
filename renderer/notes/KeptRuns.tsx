import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Keeper, Run } from '../../electron/contract/run.ts'
import { useLibrary } from '../state/library.ts'
import { deleteRun, runsOf } from '../state/runs.ts'
import { openTab } from '../state/tabs.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { widgetTitle } from '../widgets/index.ts'
import { runAgain, type Verdict } from './run-again.ts'
import { RunFacts, Said } from './RunVerdict.tsx'
import './kept-runs.css'

/** The runs kept with a topic or an item; each can be done again and compared with what came out then. */
export function KeptRuns({ keeper }: { keeper: Keeper }) {
  const { t } = useTranslation('notes')
  const version = useLibrary(state => state.version)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
  const runs = useMemo(() => runsOf(keeper), [keeper, version])
  if (runs.length === 0) return null
  return (
    <section className="kept-runs" aria-label={t('run.title')}>
      <h2>{t('run.title')}</h2>
      <ul>
        {runs.map(run => (
          <KeptRun key={run.id} run={run} />
        ))}
      </ul>
    </section>
  )
}

function KeptRun({ run }: { run: Run }) {
  const { t } = useTranslation('notes')
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const { id, widget, state, topicId, itemId } = run
  const title = widgetTitle(widget)
  const from = { topicId, itemId } as Keeper
  const again = async () => {
    setVerdict({ kind: 'running' })
    setVerdict(await runAgain(run))
  }
  return (
    <li>
      <div className="kept-run">
        <button
          type="button"
          className="link"
          onClick={() => openTab({ kind: 'widget', name: widget, state, run: id, from })}
        >
          {title}
        </button>
        <RunFacts run={run} />
        <Button look="quiet" disabled={verdict?.kind === 'running'} onClick={() => void again()}>
          {t(verdict?.kind === 'running' ? 'run.running' : 'run.again')}
        </Button>
        <IconButton
          icon="trash"
          label={t('run.delete', { name: title })}
          side="left"
          onClick={() => void deleteRun(id)}
        />
      </div>
      <div role="status">{verdict && verdict.kind !== 'running' && <Said run={run} verdict={verdict} />}</div>
    </li>
  )
}
