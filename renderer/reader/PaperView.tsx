import { type FormEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../state/library.ts'
import { carryAnnotations } from '../state/carrying.ts'
import { loadAnnotations } from '../state/annotations.ts'
import type { OpenPaper, PaneName } from '../state/panes.ts'
import { Button } from '../ui/Button.tsx'
import { attachCopy } from './FileNotice.tsx'
import { Reader } from './Reader.tsx'
import type { Phase } from './kept-documents.ts'
import { useDocument } from './use-document.ts'
import './reader.css'

/** A paper with its toolbar, for the work column; it fills its place. */
export function PaperView({ pane, hash, itemId }: OpenPaper & { pane: PaneName }) {
  const { phase, again } = useDocument(hash)
  useEffect(() => void loadAnnotations(hash).then(() => carryAnnotations(itemId, hash)), [hash, itemId])
  const title = useLibrary(({ data }) => data.items[itemId]?.title ?? '')
  return (
    <>
      {pane === 'main' && <h1 className="visually-hidden">{title}</h1>}
      {phase.kind === 'open' ? (
        <Reader pane={pane} hash={hash} itemId={itemId} document={phase.document} />
      ) : (
        <section className="reader reader-closed">
          <Closed phase={phase} hash={hash} onAgain={again} onAttach={() => void attachCopy(itemId, hash)} />
        </section>
      )}
    </>
  )
}

/** What stands where the pages would be, as long as there are none. */
export function Closed({
  phase,
  hash,
  onAgain,
  onAttach,
}: {
  phase: Exclude<Phase, { kind: 'open' }>
  hash: string
  onAgain: () => void
  /** Asks for a copy, where the file is gone or damaged. */
  onAttach?: () => void
}) {
  const { t } = useTranslation(['reader', 'errors'])
  const name = useLibrary(({ data }) => data.papers[hash]?.fileName ?? '')
  if (phase.kind === 'reading') return <Reading {...phase} />
  if (phase.kind === 'password') return <Password {...phase} name={name} />
  return (
    <div className="reader-fault" role="alert">
      <p>
        {phase.kind === 'faulty'
          ? t(`faults.${phase.fault}`, { name })
          : t(`errors:${phase.failure.code}`, phase.failure.params)}
      </p>
      {onAttach && isLost(phase) && (
        <Button look="primary" onClick={onAttach}>
          {t('file.attach')}
        </Button>
      )}
      {(phase.kind === 'refused' || phase.fault !== 'damaged') && <Button onClick={onAgain}>{t('again')}</Button>}
    </div>
  )
}

const isLost = (phase: Phase): boolean =>
  phase.kind === 'faulty' ? phase.fault === 'damaged' : phase.kind === 'refused' && phase.failure.code === 'paper-gone'

const megabytes = (bytes: number) => (bytes / (1 << 20)).toFixed(1)

function Reading({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation('reader')
  return (
    <div className="reader-fault" role="status">
      {total > 0 && (
        <>
          <p>{t('reading', { done: megabytes(done), total: megabytes(total) })}</p>
          <progress
            value={done}
            max={total}
            aria-label={t('reading', { done: megabytes(done), total: megabytes(total) })}
          />
        </>
      )}
    </div>
  )
}

function Password({ name, wrong, answer }: { name: string; wrong: boolean; answer(password: string): void }) {
  const { t } = useTranslation('reader')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const field = event.currentTarget.elements.namedItem('password') as HTMLInputElement
    answer(field.value)
    field.value = ''
  }
  return (
    <form className="reader-fault" onSubmit={submit} aria-label={t('password.title')}>
      <p>{t('password.ask', { name })}</p>
      <div className="reader-password">
        <input
          className="text-field"
          type="password"
          name="password"
          autoComplete="off"
          autoFocus
          aria-label={t('password.title')}
          aria-invalid={wrong}
          aria-describedby={wrong ? 'password-wrong' : undefined}
        />
        <Button type="submit" look="primary">
          {t('password.open')}
        </Button>
      </div>
      {wrong && (
        <p id="password-wrong" className="reader-wrong" role="alert">
          {t('password.wrong')}
        </p>
      )}
    </form>
  )
}
