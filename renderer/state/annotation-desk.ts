import { create } from 'zustand'
import type { AnnotationColor, KnownAnnotation } from '../../electron/contract/annotation.ts'

/** What is in the user's hand while annotating: nothing of it is kept on the disk. */
interface AnnotationDesk {
  /** The annotations chosen in a paper, by the paper's hash; the last is the one that was chosen last. */
  selected: Readonly<Record<string, readonly string[]>>
  /** The annotation that the reader is to scroll to; a new object asks again. */
  revealed: { paper: string; id: string } | null
  /** What a PDF calls its pages. */
  labels: Readonly<Record<string, readonly string[] | null>>
  /** Name of the tool in hand, of the reader's table; null while reading. */
  tool: string | null
  /** The orphan that is to be placed by hand. */
  placing: { paper: string; id: string } | null
  /** Where an orphan may belong: shown on the pages, and kept nowhere. */
  guess: KnownAnnotation | null
  /** The colour that the next mark gets. */
  color: AnnotationColor
}

export const useDesk = create<AnnotationDesk>(() => ({
  selected: {},
  revealed: null,
  labels: {},
  tool: null,
  placing: null,
  guess: null,
  color: 'yellow',
}))

const noIds: readonly string[] = []
export const selectedIn = ({ selected }: AnnotationDesk, paper: string): readonly string[] => selected[paper] ?? noIds

export const selectAnnotations = (paper: string, ids: readonly string[]): void =>
  useDesk.setState(({ selected }) => ({ selected: { ...selected, [paper]: ids } }))

export const selectAnnotation = (paper: string, id: string | null): void =>
  selectAnnotations(paper, id === null ? noIds : [id])

/** Chooses an annotation and has the reader scroll to it. */
export function revealAnnotation(paper: string, id: string): void {
  selectAnnotation(paper, id)
  useDesk.setState({ revealed: { paper, id } })
}

export const clearReveal = (): void => useDesk.setState({ revealed: null })

export const namePages = (paper: string, pageLabels: readonly string[] | null): void =>
  useDesk.setState(({ labels }) => ({ labels: { ...labels, [paper]: pageLabels } }))

/** Takes a tool in hand, or puts it away. */
export const takeTool = (tool: string | null): void => useDesk.setState({ tool, placing: null })

/** Begins to place an orphan by hand, or gives it up. */
export const startPlacing = (placing: AnnotationDesk['placing']): void => useDesk.setState({ placing, tool: null })

/** Shows where an orphan may belong, or no longer. */
export const showGuess = (guess: KnownAnnotation | null): void => useDesk.setState({ guess })

export const chooseColor = (color: AnnotationColor): void => useDesk.setState({ color })
