import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaperFileState } from '../../electron/contract/answers.ts'
import { attachPaper, useLibrary } from '../state/library.ts'
import { putBack, takeChanged, usePaperFiles, watchPaperFile } from '../state/paper-files.ts'
import { closeTab, openTab, tabKey } from '../state/tabs.ts'
import type { OpenPaper } from '../state/panes.ts'
import { Button } from '../ui/Button.tsx'
import { pickFiles } from '../ui/files.ts'
import { reopen } from './kept-documents.ts'
import type { PDFDocumentProxy } from './page/document.ts'

interface FileNoticeProps extends OpenPaper {
  document: PDFDocumentProxy
  /** Looking at the file waits until a page is seen. */
  isPainted: boolean
}

/** Says over the pages that another program took the paper's file away, replaced it or cut it short, and what can be done. */
export function FileNotice({ hash, itemId, document, isPainted }: FileNoticeProps) {
  const { t } = useTranslation('reader')
  const state = usePaperFiles(({ states }) => states[hash])
  const name = useLibrary(({ data }) => data.papers[hash]?.fileName ?? '')
  useEffect(() => (isPainted ? watchPaperFile(hash) : undefined), [hash, isPainted])
  const own = useOwnBytes(hash, document, state)
  if (!state || state === 'sound' || own === undefined) return null
  const said = own ? state : state === 'changed' ? 'changed-open' : 'cut-open'
  return (
    <div className="reader-failure" role="alert">
      <span>{t(`file.${said}`, { name })}</span>
      <span className="reader-failure-acts">
        {state === 'changed' && (
          <Button onClick={() => void takeChanged(itemId, hash, own).then(taken => taken && goOn(itemId, hash, taken))}>
            {t('file.take')}
          </Button>
        )}
        {own ? (
          <Button look="primary" onClick={() => void putBack(hash, own)}>
            {t('file.put-back')}
          </Button>
        ) : (
          <Button onClick={() => void attachCopy(itemId, hash)}>{t('file.attach')}</Button>
        )}
      </span>
    </div>
  )
}

/** The bytes of the open document where they are the paper's own, null where they are not; undefined until that is known. */
function useOwnBytes(hash: string, document: PDFDocumentProxy, state: PaperFileState | undefined) {
  const [own, setOwn] = useState<Uint8Array<ArrayBuffer> | null | undefined>(undefined)
  useEffect(() => {
    if (!state || state === 'sound') return
    let isGone = false
    void document
      .getData()
      .then(async data => {
        const bytes = new Uint8Array(data)
        const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
        const isOwn = Array.from(sum, byte => byte.toString(16).padStart(2, '0')).join('') === hash
        if (!isGone) setOwn(isOwn ? bytes : null)
      })
      .catch(() => isGone || setOwn(null))
    return () => {
      isGone = true
    }
  }, [hash, document, state])
  return own
}

/** Opens the newer file of an item in the place of the one that was read. */
function goOn(itemId: string, before: string, now: string): void {
  if (before === now) return reopen(now)
  openTab({ kind: 'paper', itemId, hash: now })
  closeTab(tabKey({ kind: 'paper', itemId, hash: before }))
}

/** Asks for a copy of a paper whose file is gone or damaged, and opens it. */
export async function attachCopy(itemId: string, hash: string): Promise<void> {
  const [file] = await pickFiles('application/pdf,.pdf')
  const attached = file && (await attachPaper(itemId, file))
  if (attached?.ok) goOn(itemId, hash, attached.value.id)
}
