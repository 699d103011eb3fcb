import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { closeKeeping, type KeepingPage, keepingPages, openKeeping, readKeeping, useKeeping } from '../state/keeping.ts'
import { useLibrary } from '../state/library.ts'
import { useSettings } from '../state/settings.ts'
import { IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Backups } from './KeepingBackups.tsx'
import { Check } from './KeepingCheck.tsx'
import { History } from './KeepingHistory.tsx'
import { Trash } from './KeepingTrash.tsx'
import './keeping.css'

const pages = { history: History, trash: Trash, backups: Backups, check: Check } satisfies Record<
  KeepingPage,
  () => React.ReactNode
>

/** History, trash, backups and the check of the library. */
export function KeepingDialog() {
  const { t } = useTranslation('keeping')
  const page = useKeeping(state => state.page)
  const readOnly = useSettings(({ info }) => info?.readOnly ?? null)
  useFreshLists(page)
  const chosen = useRef<HTMLButtonElement>(null)
  useEffect(() => chosen.current?.focus(), [page])
  if (!page) return null
  const Page = pages[page]
  return (
    <Dialog label={t('title')} onClose={closeKeeping}>
      <div className="keeping">
        <div className="keeping-head">
          <div className="keeping-tabs" role="tablist" aria-label={t('title')} onKeyDown={event => turn(event, page)}>
            {keepingPages.map(each => (
              <button
                key={each}
                type="button"
                role="tab"
                className="keeping-tab"
                aria-selected={each === page}
                tabIndex={each === page ? 0 : -1}
                ref={each === page ? chosen : null}
                onClick={() => openKeeping(each)}
              >
                {t(`pages.${each}`)}
              </button>
            ))}
          </div>
          <IconButton icon="close" label={t('close')} side="left" onClick={closeKeeping} />
        </div>
        <div className="keeping-page" role="tabpanel" aria-label={t(`pages.${page}`)}>
          {readOnly && <p className="keeping-about">{t('readOnly')}</p>}
          <Page />
        </div>
      </div>
    </Dialog>
  )
}

/** Reads a page's list when it is opened, and again when the library has changed. */
function useFreshLists(page: KeepingPage | null): void {
  const version = useLibrary(state => state.version)
  const busy = useKeeping(state => state.busy)
  useEffect(() => {
    if (page && !busy) void readKeeping(page)
  }, [page, version, busy])
}

function turn(event: React.KeyboardEvent, page: KeepingPage): void {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  const next = keepingPages.at((keepingPages.indexOf(page) + by) % keepingPages.length)
  if (by === 0 || !next) return
  event.preventDefault()
  openKeeping(next)
}
