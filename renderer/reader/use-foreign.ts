import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EmbeddedAnnotation } from '../../electron/contract/answers.ts'
import { useAnnotations } from '../state/annotations.ts'
import { embeddedIn, takeOverFromPaper } from '../state/annotation-exchange.ts'
import type { OpenPaper } from '../state/panes.ts'
import { annotationAt } from './annotations/geometry.ts'
import { isShown, type ShownAnnotation } from './annotations/tools/index.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { foreignAt } from './page/foreign.ts'
import type { Spot } from './page/spots.ts'
import type { PageViewer } from './page/viewer.ts'

export interface Foreign {
  /** The mark of the PDF itself that is looked at. */
  shown: ShownAnnotation | null
  /** Looks at the mark at a spot, if the PDF has one there; null looks away. */
  openAt(spot: Spot | null): void
  /** Looks at the mark of the PDF that has the keys; false where none has. */
  onKey(event: KeyboardEvent): boolean
  take(): void
  /** Looks away, and gives the keys back; false where nothing was looked at. */
  close(): boolean
}

/** The marks that the PDF itself carries, looked at one by one. They are read when a first one is. */
export function useForeign({ hash, itemId }: OpenPaper, pdf: PDFDocumentProxy, viewer: PageViewer | null): Foreign {
  const [found, setFound] = useState<EmbeddedAnnotation | null>(null)
  const looking = useRef<AbortController | null>(null)
  /** The mark whose card was opened by keys: there one goes on. */
  const opener = useRef<HTMLElement | null>(null)
  const saved = useAnnotations(({ papers }) => papers[hash]?.saved)
  // What is taken over, or comes back as ours is deleted, changes what there is.
  const read = useRef<{ saved: typeof saved; all: Promise<EmbeddedAnnotation[] | null> } | null>(null)
  const list = async () => {
    if (read.current?.saved !== saved || !read.current)
      read.current = { saved, all: embeddedIn(itemId, new AbortController().signal) }
    return (await read.current.all) ?? []
  }
  useEffect(() => () => looking.current?.abort(), [])
  useNames(viewer)

  const look = async (pick: (all: readonly EmbeddedAnnotation[]) => EmbeddedAnnotation | undefined) => {
    looking.current?.abort()
    const { signal } = (looking.current = new AbortController())
    const next = pick(await list()) ?? null
    if (!signal.aborted) setFound(next)
  }
  const shown = found && isShown(found.annotation) ? found.annotation : null
  return {
    shown,
    openAt: spot => {
      looking.current?.abort()
      opener.current = null
      setFound(null)
      if (!spot) return
      const marked = (all: readonly EmbeddedAnnotation[]) => {
        const marks = all.map(({ annotation }) => annotation)
        const at = annotationAt(marks, spot.page, spot.pointPt)
        return all.find(({ annotation }) => annotation === at)
      }
      void foreignAt(pdf, spot).then(isThere => (isThere ? look(marked) : undefined))
    },
    onKey: event => {
      const id = viewer?.originals.idOf(event.target)
      if ((event.key !== 'Enter' && event.key !== ' ') || !id) return false
      opener.current = event.target as HTMLElement
      void look(all => all.find(({ objects }) => objects.includes(id)))
      return true
    },
    take: () => {
      if (found) void takeOverFromPaper(itemId, hash, [found.at])
      setFound(null)
      viewer?.focus()
    },
    close: () => {
      if (!found) return false
      setFound(null)
      if (opener.current?.isConnected) opener.current.focus({ preventScroll: true })
      else viewer?.focus()
      return true
    },
  }
}

/** Calls the PDF's marks by their kind, their author, what they cover and what they say. */
function useNames(viewer: PageViewer | null): void {
  const { t } = useTranslation('annotations')
  useEffect(() => {
    viewer?.foreign.nameBy(({ kind, author, comment, words }) =>
      [...new Set([t('embedded.one', { kind: t(`kinds.${kind}`) }), author, words, comment])]
        .filter(Boolean)
        .join(' · '),
    )
  }, [viewer, t])
}
