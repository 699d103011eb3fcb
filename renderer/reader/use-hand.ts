import { type RefObject, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextMark, TextMarkKind } from '../../electron/contract/annotation.ts'
import { textMarkKinds } from '../../electron/contract/choices.ts'
import { chooseColor, selectedIn, startPlacing, takeTool, useDesk } from '../state/annotation-desk.ts'
import { shownRecords, useAnnotations } from '../state/annotations.ts'
import { useSettings } from '../state/settings.ts'
import { isMac } from '../ui/Button.tsx'
import { type AnnotationCommand, annotationCommandFrom } from './annotations/keys.ts'
import { placingTool } from './annotations/placing.ts'
import { handTools, type HandTool, isShown, type Put, type ShownAnnotation } from './annotations/tools/index.ts'
import type { Marking } from './marking.ts'
import type { PageViewer } from './page/viewer.ts'
import { type Draft, type Pen, useDrawing } from './use-drawing.ts'
import type { Finding } from './use-find.ts'
import { useHitMark } from './use-hit-mark.ts'
import { rangeIn, type Selected } from './use-selection.ts'

interface HandOptions {
  hash: string
  viewer: PageViewer | null
  container: RefObject<HTMLDivElement | null>
  marking: Marking | null
  selection: Selected | null
  find: Finding
  /** Asks for the comment of an annotation. */
  onComment(id: string): void
}

export interface InHand {
  tool: HandTool | null
  /** The annotation that waits to be placed by hand. */
  orphan: ShownAnnotation | null
  draft: Draft | null
  pen: Pen | null
  /** What a screen reader is to say of the tool. */
  said: string
  /** Carries out a command; false where there is nothing to do it to. */
  run(command: AnnotationCommand): boolean
  /** Carries out a press that is about annotating; false for any other. */
  onKey(event: KeyboardEvent, typing: boolean): boolean
  /** Gives up a drawing, else puts the tool away; false where there is neither. */
  putDown(): boolean
}

const isTextMark = (kind: string): kind is TextMarkKind => textMarkKinds.some(known => known === kind)

/** The tool in hand, and what keys and pointer do with it. */
export function useHand({ hash, viewer, container, marking, selection, find, onComment }: HandOptions): InHand {
  const { t } = useTranslation('annotations')
  const name = useDesk(({ tool }) => tool)
  const orphan = useOrphan(hash)
  const tool = useMemo(
    () => (orphan ? placingTool(orphan) : (name !== null && handTools[name]) || null),
    [orphan, name],
  )
  const onMade = ({ id, annotation }: Put) => {
    if (orphan) startPlacing(null)
    if (tool?.gesture.kind !== 'drawing' || !tool.gesture.asksComment || !annotation) return
    takeTool(null)
    onComment(id)
  }
  const drawing = useDrawing(hash, viewer, container, tool?.gesture ?? null, onMade)
  // A passage tool marks what is selected as soon as the pointer or the key is released.
  useEffect(() => {
    const kind = orphan ? 'highlight' : name
    if (selection && marking && kind !== null && isTextMark(kind)) marking.mark(selection.range, kind)
  }, [selection, marking, name, orphan])
  useEffect(() => () => takeTool(null), [hash])
  // The keys that place it are the pages'.
  const placed = orphan?.id
  useEffect(() => void (placed && viewer?.focus()), [placed, viewer])
  const markHit = useHitMark(find, marking)

  const run = (command: AnnotationCommand): boolean => {
    if (command.kind === 'tool') {
      takeTool(command.name === name ? null : command.name)
      viewer?.focus()
      return true
    }
    if (command.kind === 'color') return chooseNth(command.index)
    if (command.kind === 'mark') {
      const range = container.current && rangeIn(container.current)
      if (range) marking?.mark(range, command.as)
      else markHit(command.as)
      return true
    }
    const mark = chosenTextMark(hash)
    return Boolean(mark && marking?.moveEdge(mark, command.edge, command.step, command.by))
  }
  return {
    tool,
    orphan,
    draft: drawing.draft,
    pen: drawing.pen,
    said: tool ? t('tool-said', { tool: t(tool.label) }) : '',
    run,
    onKey: (event, typing) => {
      const onPages = event.target === container.current
      if (!event.isComposing && !typing && onPages && drawing.onKey(event)) return true
      const command = annotationCommandFrom(event, { typing, mac: isMac, holding: tool !== null })
      // A key that is held down marks once.
      return command !== null && ((command.kind === 'mark' && event.repeat) || run(command))
    },
    putDown: () => {
      if (drawing.cancel()) return true
      if (tool) takeTool(null) // and what waits to be placed
      return tool !== null
    },
  }
}

function useOrphan(paper: string): ShownAnnotation | null {
  const id = useDesk(({ placing }) => (placing?.paper === paper ? placing.id : null))
  const record = useAnnotations(({ papers }) => (id === null ? null : (papers[paper]?.saved?.[id] ?? null)))
  return record && isShown(record) ? record : null
}

function chooseNth(index: number): boolean {
  const color = useSettings.getState().settings.palette.filter(({ hidden }) => !hidden)[index]
  if (color) chooseColor(color.id)
  return color !== undefined
}

/** The passage that is chosen alone. */
function chosenTextMark(paper: string): TextMark | null {
  const [id, another] = selectedIn(useDesk.getState(), paper)
  const found = shownRecords(useAnnotations.getState().papers[paper]).find(record => record.id === id)
  return found && !another && isShown(found) && 'parts' in found ? found : null
}
