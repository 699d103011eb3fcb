import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { macrosFrom } from '../lib/macros.ts'
import { closeMacros, useMacrosDialog } from '../state/macros.ts'
import { changeSettings, useSettings } from '../state/settings.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { MacrosContext } from '../ui/macros.ts'
import './macros.css'

const Formula = lazy(async () => ({ default: (await import('../ui/Formula.tsx')).Formula }))

/** The macros that every formula of the library may use, as LaTeX defines them. */
export function MacrosDialog() {
  const open = useMacrosDialog(state => state.open)
  return open && <OpenMacros />
}

/** How many macros are drawn as a sample. */
const drawn = 12

function OpenMacros() {
  const { t } = useTranslation('app')
  const [source, setSource] = useState(useSettings.getState().settings.macros)
  const { macros, issues } = useMemo(() => macrosFrom(source), [source])
  const keep = async () => {
    await changeSettings({ macros: source })
    closeMacros()
  }
  return (
    <Dialog label={t('macros.title')} onClose={closeMacros}>
      <form
        className="macros"
        onSubmit={event => {
          event.preventDefault()
          void keep()
        }}
      >
        <h2>{t('macros.title')}</h2>
        <p>{t('macros.about')}</p>
        <textarea
          aria-label={t('macros.source')}
          aria-invalid={issues.length > 0}
          aria-describedby="macros-said"
          rows={10}
          maxLength={50_000}
          spellCheck={false}
          autoFocus
          placeholder={'\\newcommand{\\R}{\\mathbb{R}}\n\\newcommand{\\norm}[1]{\\lVert #1 \\rVert}'}
          value={source}
          onChange={event => setSource(event.target.value)}
        />
        <div id="macros-said" role="status">
          <ul className="macros-issues">
            {issues.slice(0, 5).map(({ line, column, reason, found }) => (
              <li key={`${line}:${column}`}>{t(`macros.${reason}`, { line, column, found })}</li>
            ))}
          </ul>
          <MacrosContext value={macros}>
            <Suspense>
              <ul className="macros-drawn">
                {Object.keys(macros)
                  .slice(0, drawn)
                  .map(name => (
                    <li key={name}>
                      <code>{name}</code>{' '}
                      <Formula tex={name + '{x}{y}{z}'.slice(0, 3 * argumentsOf(macros[name] ?? ''))} />
                    </li>
                  ))}
              </ul>
            </Suspense>
          </MacrosContext>
        </div>
        <div className="macros-foot">
          <Button onClick={closeMacros}>{t('keyFormula.cancel')}</Button>
          <Button look="primary" type="submit">
            {t('keyFormula.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** How many arguments a macro takes, by its body; three at most are shown. */
const argumentsOf = (body: string): number =>
  Math.min(3, Math.max(0, ...[...body.matchAll(/#(\d)/g)].map(([, number]) => Number(number))))
