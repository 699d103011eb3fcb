import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../bridge.ts'
import { closeFormula, useFormula } from '../state/formula.ts'
import { failureOf } from '../state/saving.ts'
import { changeSettings, useSettings } from '../state/settings.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureSentence } from '../ui/failure-sentence.ts'
import './import.css'

/** How cite keys are made, with what the formula gives for some items of the library. */
export function FormulaDialog() {
  const open = useFormula(state => state.open)
  return open && <OpenFormula />
}

function OpenFormula() {
  const { t } = useTranslation('app')
  const [formula, setFormula] = useState(useSettings.getState().settings.keyFormula)
  const [shown, setShown] = useState<{ keys: string[]; refusal: string }>({ keys: [], refusal: '' })
  useEffect(() => {
    let stale = false
    call('reference:keys', { formula }).then(
      keys => stale || setShown({ keys, refusal: '' }),
      (error: unknown) => stale || setShown({ keys: [], refusal: failureSentence(failureOf(error)) }),
    )
    return () => {
      stale = true
    }
  }, [formula])
  const keep = async () => {
    if (shown.refusal) return
    await changeSettings({ keyFormula: formula })
    closeFormula()
  }
  return (
    <Dialog label={t('keyFormula.title')} onClose={closeFormula}>
      <form
        className="import"
        onSubmit={event => {
          event.preventDefault()
          void keep()
        }}
      >
        <h2>{t('keyFormula.title')}</h2>
        <input
          className="text-field"
          aria-label={t('keyFormula.title')}
          aria-invalid={shown.refusal !== ''}
          aria-describedby="formula-said"
          value={formula}
          maxLength={500}
          spellCheck={false}
          autoFocus
          onChange={event => setFormula(event.target.value)}
        />
        <p className="import-said">{t('keyFormula.parts')}</p>
        <p className="import-said" id="formula-said" role="status">
          {shown.refusal || t('keyFormula.gives', { keys: shown.keys.join(', ') })}
        </p>
        <div className="import-foot">
          <Button onClick={closeFormula}>{t('keyFormula.cancel')}</Button>
          <Button look="primary" type="submit" disabled={shown.refusal !== ''}>
            {t('keyFormula.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
