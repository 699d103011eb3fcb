import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownAnnotation } from '../../../electron/contract/annotation.ts'
import { letGo } from '../../lib/blob-address.ts'
import { revealAnnotation, showGuess, startPlacing, useDesk } from '../../state/annotation-desk.ts'
import { deleteAnnotations, editAnnotations } from '../../state/annotations.ts'
import { guessPlaces } from '../../state/carrying.ts'
import { useLibrary } from '../../state/library.ts'
import { goToPlace } from '../../state/panes.ts'
import { readPaper } from '../../state/papers.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { placesOf } from '../annotations/geometry.ts'
import { byHand } from '../annotations/placing.ts'
import { isShown, type ShownAnnotation, toolOf } from '../annotations/tools/index.ts'
import { type OldPages, openOldPages } from '../page/old-pages.ts'
import { Swatch, useMarkStyle } from '../Palette.tsx'
import type { CommentView } from './AnnotationPanel.tsx'

/** Annotations of earlier files that were not found in this one: what they say, where they stood, and the way to place them. */
export function Orphans({ orphans, Comment }: { orphans: readonly ShownAnnotation[]; Comment: CommentView }) {
  const { t } = useTranslation('annotations')
  const files = [
    ...new Set(
      orphans.flatMap(({ anchoring, paper }) => (anchoring && anchoring.from !== paper ? [anchoring.from] : [])),
    ),
  ]
  const old = useOldPages(files.join(' '))
  const guesses = useGuesses(orphans)
  return (
    <>
      <p className="annotation-none">{t('orphans.what')}</p>
      <ul className="annotation-list" aria-label={t('orphans.title')}>
        {orphans.map(annotation => (
          <Orphan
            key={annotation.id}
            annotation={annotation}
            pages={old[annotation.anchoring?.from ?? ''] ?? null}
            guess={guesses?.find(({ id }) => id === annotation.id) ?? null}
            isSought={guesses !== null}
            Comment={Comment}
          />
        ))}
      </ul>
    </>
  )
}

/** Where the orphans probably belong; null until that has been looked for. */
function useGuesses(orphans: readonly ShownAnnotation[]): readonly KnownAnnotation[] | null {
  const [guesses, setGuesses] = useState<readonly KnownAnnotation[] | null>(null)
  const paper = orphans[0]?.paper
  const ids = orphans.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (paper === undefined || ids === '') return
    const leaving = new AbortController()
    void guessPlaces(paper, leaving.signal).then(found => leaving.signal.aborted || setGuesses(found))
    return () => leaving.abort()
  }, [paper, ids])
  useEffect(() => () => showGuess(null), [])
  return guesses
}

/** The earlier files, open as long as their orphans are shown. */
function useOldPages(files: string): Readonly<Record<string, OldPages>> {
  const [old, setOld] = useState<Readonly<Record<string, OldPages>>>({})
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    for (const hash of files.split(' ').filter(Boolean))
      readPaper(hash, { signal, onProgress: () => undefined }).then(
        bytes => {
          if (signal.aborted) return
          const pages = openOldPages(bytes)
          signal.addEventListener('abort', pages.close)
          setOld(before => ({ ...before, [hash]: pages }))
        },
        () => undefined, // the earlier file was taken away; the words are still there
      )
    return () => {
      leaving.abort()
      setOld({})
    }
  }, [files])
  return old
}

interface OrphanProps {
  annotation: ShownAnnotation
  pages: OldPages | null
  guess: KnownAnnotation | null
  /** It has been looked for a place. */
  isSought: boolean
  Comment: CommentView
}

function Orphan({ annotation, pages, guess, isSought, Comment }: OrphanProps) {
  const { t } = useTranslation(['annotations', 'reader'])
  const { id, paper, color, comment, anchoring } = annotation
  const placing = useDesk(state => state.placing?.id === id)
  const file = useLibrary(({ data }) => data.papers[anchoring?.from ?? '']?.fileName ?? '')
  const { Row: Head, label: kind } = toolOf(annotation)
  const page = placesOf(annotation)[0]?.page ?? 1
  return (
    <li className="annotation-row annotation-orphan" style={useMarkStyle()(color)} data-selected={placing || undefined}>
      <div className="annotation-jump">
        <span className="annotation-place">
          <Swatch color={color} />
          {t('orphans.from', { file, page, kind: t(kind) })}
        </span>
        <Head annotation={annotation} />
        {pages && <OldPlace annotation={annotation} pages={pages} />}
      </div>
      {comment && (
        <div className="annotation-comment">
          <Comment markdown={comment} />
        </div>
      )}
      {isSought && <Guess guess={guess} />}
      <div className="annotation-orphan-acts">
        <Button look="quiet" aria-pressed={placing} onClick={() => startPlacing(placing ? null : { paper, id })}>
          {t('orphans.place')}
        </Button>
        <IconButton
          icon="trash"
          label={t('reader:delete')}
          side="left"
          onClick={() => void deleteAnnotations(paper, [id])}
        />
      </div>
    </li>
  )
}

/** Where it probably belongs, and how sure that is: to be looked at, and taken. */
function Guess({ guess }: { guess: KnownAnnotation | null }) {
  const { t } = useTranslation('annotations')
  const isSeen = useDesk(state => guess !== null && state.guess === guess)
  const labels = useDesk(state => state.labels[guess?.paper ?? ''] ?? null)
  const place = guess && isShown(guess) ? placesOf(guess)[0] : undefined
  if (!guess || !place) return <p className="annotation-guess">{t('orphans.no-guess')}</p>
  const percent = Math.round((guess.anchoring?.confidence ?? 0) * 100)
  const page = labels?.[place.page - 1] ?? String(place.page)
  const words = 'quote' in guess ? guess.quote.exact : (guess.near?.quote.exact ?? '')
  const show = () => {
    showGuess(isSeen ? null : guess)
    const rectPt = place.rectsPt[0]
    if (!isSeen && rectPt) goToPlace({ hash: guess.paper, page: place.page, rectPt })
  }
  return (
    <div className="annotation-guess">
      <p>{t('orphans.guess', { page, percent })}</p>
      {words && (
        <p className="annotation-quote" dir="auto">
          {words}
        </p>
      )}
      <div className="annotation-guess-acts">
        <Button look="quiet" aria-pressed={isSeen} onClick={show}>
          {t('orphans.show')}
        </Button>
        <Button look="quiet" onClick={() => void acceptGuess(guess)}>
          {t('orphans.accept')}
        </Button>
      </div>
    </div>
  )
}

/** Puts an orphan where it was guessed to belong: from then on it stands there by hand. */
async function acceptGuess(guess: KnownAnnotation): Promise<void> {
  showGuess(null)
  if (!isShown(guess)) return
  const annotation = { ...guess, ...byHand(guess) }
  if (await editAnnotations(guess.paper, 'place', [{ id: guess.id, annotation }]))
    revealAnnotation(guess.paper, guess.id)
}

/** A picture of where it stood. */
function OldPlace({ annotation, pages }: { annotation: ShownAnnotation; pages: OldPages }) {
  const { t } = useTranslation('annotations')
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    const [place] = placesOf(annotation)
    if (!place) return
    void pages.picture(place.page, place.rectsPt).then(blob => {
      if (gone || !blob) return
      made = URL.createObjectURL(blob)
      setAddress(made)
    })
    return () => {
      gone = true
      if (made) letGo(made)
    }
  }, [annotation, pages])
  return address && <img className="annotation-picture" src={address} alt={t('orphans.picture')} />
}
