import { partsOf } from '../ui/parts.ts'

const reader = partsOf(() => import('../reader/index.ts'))
export const PaperView = reader.part(parts => parts.PaperView)
export const FigureView = reader.part(parts => parts.FigureView)
export const AnnotationPanel = reader.part(parts => parts.AnnotationPanel)

/** Has the reader ready before the first paper is opened. Where it cannot be had now it is loaded again when it is needed. */
export const warmReader = (): Promise<void> =>
  reader.load().then(
    parts => parts.warmUp(),
    () => undefined,
  )

/** Has a paper opened before it is shown; null where none is expected any more. */
export const expectPaper = (hash: string | null): Promise<void> =>
  reader.load().then(
    parts => parts.expectPaper(hash),
    () => undefined,
  )

const notes = partsOf(() => import('../notes/index.ts'))
export const TopicNote = notes.part(parts => parts.TopicNote)
export const Note = notes.part(parts => parts.Note)
export const KeptRuns = notes.part(parts => parts.KeptRuns)
export const OpenedRun = notes.part(parts => parts.OpenedRun)
