import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../electron/contract/run.ts'
import { compared, type Comparison, computationFrom } from '../lib/outcome.ts'
import { solve } from '../compute/client.ts'
import { isSolver } from '../compute/index.ts'
import { useLibrary } from '../state/library.ts'
import { deleteRun, runsOfTopic } from '../state/runs.ts'
import { useLanguage } from '../state/settings.ts'
import { openTab } from '../state/tabs.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { widgets } from '../widgets/index.ts'
import './kept-runs.css'

/** The runs kept with a topic; each can be done again and compared with what came out then. */
export function KeptRuns({ topicId }: { topicId: string }) {
  const { t } = useTranslation('notes')
  const version = useLibrary(state => state.version)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
  const runs = useMemo(() => runsOfTopic(topicId), [topicId, version])
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

type Verdict = { kind: 'running' } | { kind: 'failed'; reason: string } | { kind: 'done'; comparisons: Comparison[] }

function KeptRun({ run }: { run: Run }) {
  const { t } = useTranslation('notes')
  const language = useLanguage()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const title = widgets[run.widget]?.title[language] ?? run.widget
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(run.keptAt),
  )
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
          onClick={() => openTab({ kind: 'widget', name: run.widget, state: run.state })}
        >
          {title}
        </button>
        <span className="kept-run-facts">
          {[when, run.computations.map(engineOf).filter(isFirst).join(', '), `Folium ${run.version}`].join(' · ')}
        </span>
        <Button look="quiet" disabled={verdict?.kind === 'running'} onClick={() => void again()}>
          {t(verdict?.kind === 'running' ? 'run.running' : 'run.again')}
        </Button>
        <IconButton
          icon="trash"
          label={t('run.delete', { name: title })}
          side="left"
          onClick={() => void deleteRun(run.id)}
        />
      </div>
      <div role="status">{verdict && verdict.kind !== 'running' && <Said run={run} verdict={verdict} />}</div>
    </li>
  )
}

const engineOf = ({ backend, precision }: Run['computations'][number]): string =>
  `${backend.toUpperCase()} ${precision}`
const isFirst = (word: string, at: number, all: string[]): boolean => all.indexOf(word) === at

/** Does a kept run again, on the engine and with the seed that it had, and compares. */
async function runAgain({ computations }: Run): Promise<Verdict> {
  const comparisons: Comparison[] = []
  for (const kept of computations) {
    const { solver, problem, seed, backend, precision } = kept
    if (!isSolver(solver)) return { kind: 'failed', reason: solver }
    try {
      const report = await solve(solver, problem, { seed, backend, precision }, () => undefined).result
      comparisons.push(compared(kept, computationFrom({ solver, problem, seed }, report)))
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  }
  return { kind: 'done', comparisons }
}

/** How many differences are listed. */
const listed = 12

/** Whether it came out the same, and where not. */
function Said({ run, verdict }: { run: Run; verdict: Exclude<Verdict, { kind: 'running' }> }) {
  const { t } = useTranslation('notes')
  if (verdict.kind === 'failed') return <p className="kept-run-other">{t('run.failed', { reason: verdict.reason })}</p>
  const count = verdict.comparisons.reduce((sum, { compared: values }) => sum + values, 0)
  const tolerance = Math.max(...verdict.comparisons.map(each => each.tolerance)).toExponential()
  const largest = Math.max(...verdict.comparisons.map(each => each.largest))
  const differences = verdict.comparisons.flatMap(({ differences: found }, index) =>
    found.map(difference => ({ ...difference, solver: run.computations[index]?.solver ?? '' })),
  )
  if (differences.length === 0)
    return (
      <p className="kept-run-same">{t('run.same', { count, tolerance, largest: Number(largest.toPrecision(2)) })}</p>
    )
  return (
    <>
      <p className="kept-run-other">{t('run.other', { different: differences.length, count, tolerance })}</p>
      <table>
        <thead>
          <tr>
            <th>{t('run.value')}</th>
            <th>{t('run.then')}</th>
            <th>{t('run.now')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.slice(0, listed).map(({ solver, path, before, after }) => (
            <tr key={`${solver} ${path}`}>
              <td>{`${solver}: ${path}`}</td>
              <td>{String(before)}</td>
              <td>{String(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
