import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { solvers } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { Swatch } from '../../plot/Mark.tsx'
import { Formula } from '../../ui/Formula.tsx'
import { Verdict } from '../frame/CertificateLines.tsx'
import { useWords } from '../frame/words.ts'
import { raceOf } from './methods.ts'
import { tolerance, type DescentState } from './model.ts'
import type { Runs } from './use-descents.ts'

/** For every method how it ended, f and ‖∇f‖ there, and on the GPU how far its path is from float64. */
export const Certificates = memo(function Certificates({ state, runs }: { state: DescentState; runs: Runs }) {
  const { t } = useTranslation('widgets')
  const words = useWords()
  const compared = runs.find(run => run?.report?.agreement)?.report?.agreement
  return (
    <table className="certificates">
      <thead>
        <tr>
          <th scope="col">{t('certificate.name')}</th>
          <th scope="col">
            <span className="visually-hidden">f</span>
            <span aria-hidden="true">
              <Formula tex="f" />
            </span>
          </th>
          <th scope="col" aria-label={`‖∇f‖ ≤ ${numberText(tolerance)}`}>
            <Formula tex="\lVert\nabla f\rVert_\infty" /> ≤ {numberText(tolerance)}
          </th>
          {compared && (
            <th scope="col" title={t('certificate.meaning')}>
              {t('certificate.drift')} ≤ {numberText(compared.tolerance)}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {raceOf(state.methods).map((id, series) => {
          if (!state.methods[id]?.on) return null
          const report = runs[series]?.report
          const certificate = report?.certificate
          return (
            <tr key={id} aria-busy={!report}>
              <th scope="row">
                <div>
                  <Swatch series={series} />
                  <b>{words(solvers[id].title)}</b>
                  <span title={certificate?.monotone === false ? t('monotone') : undefined}>
                    {report && t(`status.${report.status}`, { k: report.counts.iterations })}
                  </span>
                </div>
              </th>
              <td>{certificate && numberText(certificate.f)}</td>
              <td>{certificate && <Bounded holds={certificate.stationary} value={certificate.gradientNorm} />}</td>
              {compared && (
                <td>
                  {report?.agreement && <Bounded holds={report.agreement.holds} value={report.agreement.difference} />}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
})

/** A number and whether it is within the bound that its column states. */
function Bounded({ holds, value }: { holds: boolean; value: number }) {
  return (
    <>
      {numberText(value, 2)}
      <Verdict holds={holds} />
    </>
  )
}
