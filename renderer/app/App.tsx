import { useEffect, useMemo, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { onEvent } from '../bridge.ts'
import { macrosFrom } from '../lib/macros.ts'
import { importFiles } from '../state/imports.ts'
import { addPaper, useLibrary } from '../state/library.ts'
import { watchPanes, watchWritten } from '../state/panes.ts'
import { spokenLanguage, useSettings } from '../state/settings.ts'
import { activeTopic, openTopic, useTabs, watchTabs } from '../state/tabs.ts'
import { TagPicker } from '../topics/TagPicker.tsx'
import { isPdf } from '../ui/files.ts'
import { whenIdle } from '../ui/idle.ts'
import { MacrosContext } from '../ui/macros.ts'
import { speak } from '../ui/language.ts'
import { warmUp } from '../widgets/index.ts'
import { actionOfCommand, runAction } from './actions.ts'
import { DetailsColumn } from './DetailsColumn.tsx'
import { useExpectedPaper } from './expected-paper.ts'
import { FormulaDialog } from './FormulaDialog.tsx'
import { Header } from './Header.tsx'
import { showSheet, useLayout } from './layout.ts'
import { warmReader } from './loaded-parts.ts'
import { AnnotationExport } from './AnnotationExport.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { LookupLine } from './LookupLine.tsx'
import { LiveRegion } from './LiveRegion.tsx'
import { watchWindow } from './memory.ts'
import { KeepingDialog } from './KeepingDialog.tsx'
import { MacrosDialog } from './MacrosDialog.tsx'
import { NoticeBar } from './NoticeBar.tsx'
import { Palette } from './Palette.tsx'
import { useShortcuts } from './shortcuts.ts'
import { watchWidgets } from './widget-in-hand.ts'
import { Toasts } from './Toasts.tsx'
import { TopicsColumn } from './TopicsColumn.tsx'
import { Work } from './Work.tsx'
import './app.css'

/** The window: a header, three columns, and what floats over them. */
export function App() {
  const { t } = useTranslation('app')
  const { topics, details, sheet } = useLayout()
  const hasDetails = useTabs(
    ({ active }) => !active?.startsWith('widget ') && active !== 'duplicates' && active !== 'search',
  )
  useShortcuts()
  useHost()
  useDroppedFiles()
  useWarmReader()
  useExpectedPaper()
  useWarmWidgets()
  useTheme()
  useLanguageOfPage()
  const macroSource = useSettings(({ settings }) => settings.macros)
  const macros = useMemo(() => macrosFrom(macroSource).macros, [macroSource])
  const widths = { '--topics-width': `${topics.width}px`, '--details-width': `${details.width}px` } as CSSProperties
  return (
    <MacrosContext value={macros}>
      <div
        className="window"
        data-sheet={sheet ?? undefined}
        data-topics={topics.folded ? 'folded' : undefined}
        data-details={details.folded || !hasDetails ? 'folded' : undefined}
        style={widths}
      >
        <Header hasDetails={hasDetails} />
        <NoticeBar />
        <div className="columns">
          <TopicsColumn />
          <Work hasDetails={hasDetails} />
          {hasDetails && <DetailsColumn />}
          {sheet && (
            <button
              type="button"
              className="sheet-shade"
              aria-label={t('closeSheet')}
              tabIndex={-1}
              onClick={() => showSheet(null)}
            />
          )}
        </div>
        <LookupLine />
        <Palette />
        <ImportDialog />
        <FormulaDialog />
        <MacrosDialog />
        <TagPicker />
        <AnnotationExport />
        <KeepingDialog />
        <Toasts />
        <LiveRegion />
      </div>
    </MacrosContext>
  )
}

/** Listens to the host, and keeps the tabs to what is in the library. */
function useHost(): void {
  useEffect(() => {
    const stops = [
      // First: it knows the place in the file that the others leave.
      watchWritten(),
      watchTabs(),
      watchPanes(),
      watchWindow(),
      watchWidgets(),
      onEvent('command:chosen', ({ command }) => {
        const id = actionOfCommand(command)
        if (id) runAction(id)
      }),
      onEvent('topic:requested', ({ topicId }) => topicId in useLibrary.getState().data.topics && openTopic(topicId)),
      onEvent(
        'file:opened',
        ({ fileName, bytes }) => void takeFiles([new File([bytes as Uint8Array<ArrayBuffer>], fileName)]),
      ),
    ]
    return () => stops.forEach(stop => stop())
  }, [])
}

/** Papers go to the open topic, anything else is to be imported. */
async function takeFiles(files: readonly File[]): Promise<void> {
  const topicId = activeTopic(useTabs.getState()) ?? useLibrary.getState().catalogue.childTopics(null)[0]?.id
  importFiles(files.filter(file => !isPdf(file)))
  if (topicId !== undefined) for (const file of files.filter(isPdf)) await addPaper(topicId, file)
}

function useDroppedFiles(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (event.defaultPrevented || files.length === 0) return
      event.preventDefault()
      void takeFiles(files)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [])
}

/** Has the reader ready before the first paper is opened, where there are papers. */
function useWarmReader(): void {
  const hasPapers = useLibrary(({ data }) => Object.keys(data.papers).length > 0)
  useEffect(() => {
    if (!hasPapers) return
    const idle = requestIdleCallback(() => void warmReader(), { timeout: 3000 })
    return () => cancelIdleCallback(idle)
  }, [hasPapers])
}

/** So long the window is left alone after it has come up, ms. */
const restMs = 1_500

/** Has ready what the first demo and the first formula would wait for, when there is nothing else to do. */
function useWarmWidgets(): void {
  useEffect(() => {
    const stops: (() => void)[] = []
    const begin = () => stops.push(whenIdle([async () => stops.push(whenIdle(await warmUp()))]))
    const timer = setTimeout(begin, restMs)
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [])
}

function useTheme(): void {
  const theme = useSettings(({ settings }) => settings.theme)
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      const isDark = theme === 'dark' || (theme === 'system' && system.matches)
      document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [theme])
}

function useLanguageOfPage(): void {
  const language = useSettings(spokenLanguage)
  useEffect(() => void speak(language), [language])
}
