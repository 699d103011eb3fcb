import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../electron/contract/run.ts'
import { numberText } from '../lib/number.ts'
import { useLibrary } from '../state/library.ts'
import { useLanguage } from '../state/settings.ts'
import { runAgain, type Verdict } from './run-again.ts'
import './kept-runs.css'

/** When a run was kept, where it was computed and by which Folium. */
export function RunFacts({ run }: { run: Run }) {
  const language = useLanguage()
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(run.keptAt),
  )
  return (
    <span className="kept-run-facts">
      {[when, run.computations.map(engineOf).filter(isFirst).join(', '), `Folium ${run.version}`].join(' · ')}
    </span>
  )
}

const engineOf = ({ backend, precision }: Run['computations'][number]): string =>
  `${backend.toUpperCase()} ${precision}`
const isFirst = (word: string, at: number, all: string[]): boolean => all.indexOf(word) === at

/** Over the widget of a kept run that was opened: it is done again, and whether it came out the same. */
export function OpenedRun({ id }: { id: string }) {
  const { t } = useTranslation('notes')
  const run = useLibrary(({ data }) => data.runs[id])
  const [verdict, setVerdict] = useState<Verdict>({ kind: 'running' })
  useEffect(() => {
    if (!run) return
    let isLeft = false
    void runAgain(run).then(found => !isLeft && setVerdict(found))
    return () => {
      isLeft = true
    }
  }, [run])
  if (!run) return null
  return (
    <section className="kept-runs opened-run" aria-label={t('run.opened')}>
      <div className="kept-run">
        <b>{t('run.opened')}</b>
        <RunFacts run={run} />
      </div>
      <div role="status">
        {verdict.kind === 'running' ? <p>{t('run.running')}</p> : <Said run={run} verdict={verdict} />}
      </div>
    </section>
  )
}

/** How many differences are listed. */
const listed = 12

/** Whether it came out the same, and where not. */
export function Said({ run, verdict }: { run: Run; verdict: Exclude<Verdict, { kind: 'running' }> }) {
  const { t } = useTranslation('notes')
  if (verdict.kind === 'failed') return <p className="kept-run-other">{t('run.failed', { reason: verdict.reason })}</p>
  const count = verdict.comparisons.reduce((sum, { compared: values }) => sum + values, 0)
  const tolerance = numberText(Math.max(...verdict.comparisons.map(each => each.tolerance)), 1)
  const largest = Math.max(...verdict.comparisons.map(each => each.largest))
  const differences = verdict.comparisons.flatMap(({ differences: found }, index) =>
    found.map(difference => ({ ...difference, solver: run.computations[index]?.solver ?? '' })),
  )
  if (differences.length === 0)
    return <p className="kept-run-same">{t('run.same', { count, tolerance, largest: numberText(largest, 2) })}</p>
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
