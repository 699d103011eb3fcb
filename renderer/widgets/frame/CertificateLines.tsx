import { useTranslation } from 'react-i18next'
import { seeksOptimum, solvers, type Schema } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { Formula } from '../../ui/Formula.tsx'
import { useKeptHeight } from './kept-height.ts'
import { isUnderWay, type Ask, type Claim, type Run, type Runs } from './model.ts'
import { useRefusal } from './refusal.ts'
import { useWords } from './words.ts'

/** What belongs to a number stays on its line: its power of ten, its unit, its error. */
const together = (text: string): string => text.replaceAll(/ (?=[×%±])|(?<=[×±]) /g, '\u00a0')

/** How every run ended, then what vouches for the answer, line by line. */
export function CertificateLines({
  asks,
  runs,
  claims,
}: {
  asks: Readonly<Record<string, Ask>>
  runs: Runs
  claims: readonly Claim[]
}) {
  const words = useWords()
  const list = useKeptHeight<HTMLUListElement>(Object.keys(asks).some(name => isUnderWay(runs[name])))
  const valueText = (value: NonNullable<Claim['value']>) =>
    together(typeof value === 'number' ? numberText(value, 4) : typeof value === 'string' ? value : words(value))
  // What several solvers refuse for one reason is said once.
  const reasons = Object.entries(asks).map(([name]) => [name, JSON.stringify(runs[name]?.issues)] as const)
  const isSaid = (name: string): boolean => {
    const issues = runs[name]?.issues
    return issues !== undefined && reasons.find(([, reason]) => reason === JSON.stringify(issues))?.[0] !== name
  }
  return (
    <ul ref={list} className="claims">
      {Object.entries(asks).map(([name, { solver, quiet }]) =>
        (quiet && runs[name]?.report) || isSaid(name) ? null : (
          <li key={name} aria-busy={isUnderWay(runs[name])}>
            <b>{words(solvers[solver].title)}</b> <Ending run={runs[name]} solver={solver} />
          </li>
        ),
      )}
      {claims.map(({ words: said, tex, value, holds }, i) => (
        <li key={`claim ${i}`}>
          <span>{words(said)}</span>
          {tex && ' '}
          {tex && <Formula tex={tex} />}
          {value !== undefined && ' '}
          <span className={typeof value === 'number' ? 'whole' : undefined}>
            {value !== undefined && <span className="value">{valueText(value)}</span>}
            {holds !== undefined && <Verdict holds={holds} />}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Ending({ run, solver }: { run: Run | undefined; solver: Ask['solver'] }) {
  const { t } = useTranslation('widgets')
  const words = useWords()
  const refusal = useRefusal()
  const schema: Schema = solvers[solver].schema
  if (run?.failure) return <span className="reason">{t('failed', { message: run.failure })}</span>
  if (run?.issues)
    return (
      <span className="reason" role="alert">
        {run.issues.map(issue => {
          const field = schema[issue.parameter ?? '']
          const sentence = refusal(issue, schema)
          return field ? `${t('ofField', { field: words(field.label), sentence })} ` : `${sentence} `
        })}
      </span>
    )
  if (!run?.report) return <span>{t('running')}</span>
  const { status, counts, agreement } = run.report
  const k = counts['iterations'] ?? Math.max(0, run.steps.length - 1)
  return (
    <span>
      {t(`status.${status === 'optimal' && !seeksOptimum(solver) ? 'done' : status}`, { k })}
      {agreement && (
        <span title={t('certificate.meaning')}>
          {` · ${t('certificate.drift')} ${numberText(agreement.difference, 2)}`}
          <Verdict holds={agreement.holds} />
        </span>
      )}
    </span>
  )
}

/** Whether what stands before it holds. */
export function Verdict({ holds }: { holds: boolean }) {
  const { t } = useTranslation('widgets')
  const label = t(holds ? 'certificate.holds' : 'certificate.fails')
  return (
    <span className={holds ? 'proved' : 'open'} role="img" aria-label={label}>
      {holds ? '\u00a0✓' : '\u00a0✗'}
    </span>
  )
}
