import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PdfChanges } from '../../electron/contract/answers.ts'
import { type AnnotationFormatName, annotationFormats } from '../../electron/contract/choices.ts'
import type { Failure } from '../../electron/contract/result.ts'
import { zipFrom } from '../lib/zip.ts'
import {
  annotatedPdf,
  endAnnotationExport,
  type ExportChoice,
  exportAnnotations,
  useAnnotationExport,
  writeIntoPaper,
} from '../state/annotation-exchange.ts'
import { undo, useLibrary } from '../state/library.ts'
import { toast } from '../state/notices.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { saveFile } from '../ui/files.ts'
import './annotation-export.css'

/** Shows how a template is written; its words are names, in every language. */
const sampleTemplate = '## {{title}}\n{{#annotations}}\n- {{quote}} ({{page}}) {{comment}}\n{{/annotations}}'

const isPdf = (choice: ExportChoice): choice is 'pdf' | 'pdf-itself' => choice === 'pdf' || choice === 'pdf-itself'
const isFailure = (answer: object): answer is Failure => 'code' in answer

/** Where annotations go to: into a copy of the PDF, into the PDF itself, or into a file of another program. */
export function AnnotationExport() {
  const from = useAnnotationExport(state => state.from)
  const { t } = useTranslation('annotations')
  if (!from) return null
  return (
    <Dialog label={t('exchange.title')} onClose={endAnnotationExport}>
      <Form {...from} />
    </Dialog>
  )
}

function Form({ itemId, choice: first }: { itemId: string | null; choice: ExportChoice }) {
  const { t } = useTranslation(['annotations', 'errors'])
  const title = useLibrary(({ data }) => (itemId === null ? '' : (data.items[itemId]?.title ?? '')))
  const [choice, setChoice] = useState(first)
  const [all, setAll] = useState(itemId === null)
  const [template, setTemplate] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [working, setWorking] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWorking(true)
    setFailure(null)
    const refused =
      choice === 'pdf'
        ? await savePdf(itemId ?? '', password)
        : choice === 'pdf-itself'
          ? await writeInto(itemId ?? '', password, failure?.code === 'pdf-signed')
          : await saveFiles(all ? null : itemId, choice, template)
    setWorking(false)
    if (refused) setFailure(refused)
    else endAnnotationExport()
  }
  const asksPassword = failure?.code === 'pdf-password'
  return (
    <form className="annotation-export" onSubmit={event => void submit(event)}>
      <h2>{t('exchange.title')}</h2>
      {title && <p className="annotation-export-paper clipped">{title}</p>}
      <Formats choice={choice} hasPaper={itemId !== null} onChoose={format => (setChoice(format), setFailure(null))} />
      {!isPdf(choice) && itemId !== null && (
        <label className="annotation-export-all">
          <input type="checkbox" checked={all} onChange={event => setAll(event.target.checked)} />
          {t('exchange.all')}
        </label>
      )}
      {choice === 'markdown' && <Template value={template} onChange={setTemplate} />}
      {asksPassword && (
        <input
          className="text-field"
          type="password"
          autoComplete="off"
          autoFocus
          aria-label={t('exchange.password')}
          placeholder={t('exchange.password')}
          value={password}
          onChange={event => setPassword(event.target.value)}
        />
      )}
      {failure && (
        <p role="alert" className="annotation-export-failure">
          {t(`errors:${failure.code}`, failure.params)}
        </p>
      )}
      <div className="annotation-export-foot">
        <Button onClick={endAnnotationExport}>{t('exchange.cancel')}</Button>
        <Button type="submit" look="primary" disabled={working}>
          {t(
            choice !== 'pdf-itself'
              ? 'exchange.save'
              : failure?.code === 'pdf-signed'
                ? 'exchange.write-signed'
                : 'exchange.write',
          )}
        </Button>
      </div>
    </form>
  )
}

function Formats({
  choice,
  hasPaper,
  onChoose,
}: {
  choice: ExportChoice
  hasPaper: boolean
  onChoose: (format: ExportChoice) => void
}) {
  const { t } = useTranslation('annotations')
  return (
    <fieldset>
      <legend className="visually-hidden">{t('exchange.format')}</legend>
      {(['pdf', 'pdf-itself', ...annotationFormats] as const).map(format => (
        <label key={format} className="annotation-export-format" data-off={(isPdf(format) && !hasPaper) || undefined}>
          <input
            type="radio"
            name="format"
            checked={choice === format}
            disabled={isPdf(format) && !hasPaper}
            onChange={() => onChoose(format)}
          />
          <span>{t(`exchange.formats.${format}.name`)}</span>
          <small>{t(`exchange.formats.${format}.what`)}</small>
        </label>
      ))}
    </fieldset>
  )
}

function Template({ value, onChange }: { value: string; onChange: (template: string) => void }) {
  const { t } = useTranslation('annotations')
  return (
    <details>
      <summary>{t('exchange.template')}</summary>
      <p>{t('exchange.template-how')}</p>
      <textarea
        className="text-field"
        rows={6}
        spellCheck={false}
        placeholder={sampleTemplate}
        aria-label={t('exchange.template')}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    </details>
  )
}

/** Saves the annotated copy; gives the reason where there is none. */
async function savePdf(itemId: string, password: string): Promise<Failure | null> {
  const answer = await annotatedPdf(itemId, password)
  if (isFailure(answer)) return answer
  saveFile(answer.fileName, answer.bytes, 'application/pdf')
  const { added, changed, unchanged, misplaced, filled } = answer
  toast({
    key: `annotations:exchange.${writtenKey(answer)}`,
    params: { count: added + changed + unchanged, misplaced, filled, name: answer.fileName },
  })
  return null
}

/** Writes into the PDF itself, and says where it lies as it was; gives the reason where it was not done. */
async function writeInto(itemId: string, password: string, signed: boolean): Promise<Failure | null> {
  const answer = await writeIntoPaper(itemId, password, signed)
  if (isFailure(answer)) return answer
  const { added, changed, unchanged, filled, backup, fileName: name } = answer
  const key = backup === null ? 'into-unchanged' : filled > 0 ? 'into-form' : 'into'
  const params = {
    count: added + changed + unchanged,
    filled,
    name,
    backup: backup?.replace(/(?<=\w{12})\w+(?=\.pdf)/, '…') ?? '',
  }
  toast({ key: `annotations:exchange.${key}`, params, ...(backup === null ? {} : { undo }) })
  return null
}

/** What is most worth saying of a copy. */
function writtenKey({ misplaced, filled, signed, forbidden, rebuilt }: PdfChanges): string {
  if (forbidden) return 'written-forbidden'
  if (signed) return filled > 0 ? 'written-signed-form' : 'written-signed'
  if (rebuilt) return 'written-mended'
  return misplaced > 0 ? 'written-in-part' : filled > 0 ? 'written-form' : 'written'
}

async function saveFiles(
  itemId: string | null,
  format: AnnotationFormatName,
  template: string,
): Promise<Failure | null> {
  const own = format === 'markdown' && template.trim() !== '' ? template : undefined
  const files = await exportAnnotations(itemId, format, own)
  const [only] = files ?? []
  if (!files || !only) {
    if (files) toast({ key: 'annotations:exchange.none', params: {} })
    return null
  }
  if (files.length === 1) saveFile(only.fileName, only.bytes)
  else
    saveFile(
      'annotations.zip',
      zipFrom(files.map(({ fileName, bytes }) => ({ name: fileName, bytes }))),
      'application/zip',
    )
  return null
}
