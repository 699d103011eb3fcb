import { createRoot } from 'react-dom/client'
import { languageFromTag } from '../electron/contract/language.ts'
import { App } from './app/App.tsx'
import { restoreWindow } from './app/memory.ts'
import { connect } from './bridge.ts'
import { recordsShown } from './state/panes.ts'
import { readWindow } from './state/window-text.ts'
import { loadLibrary } from './state/library.ts'
import { watchNotices } from './state/notices.ts'
import { failureOf } from './state/saving.ts'
import { loadSettings, spokenLanguage, useSettings } from './state/settings.ts'
import { failureSentence } from './ui/failure-sentence.ts'
import { speak } from './ui/language.ts'
import './ui/theme.css'
import './ui/base.css'

const root = createRoot(document.getElementById('root') as HTMLElement)

async function start(): Promise<void> {
  await connect()
  const settings = loadSettings()
  await readWindow()
  restoreWindow()
  const [info] = await Promise.all([settings, loadLibrary(recordsShown())])
  watchNotices(info.notices)
  await speak(spokenLanguage(useSettings.getState()))
  root.render(<App />)
}

start().catch(async (error: unknown) => {
  await speak(languageFromTag(navigator.language))
  root.render(
    <p className="no-start" role="alert">
      {failureSentence(failureOf(error))}
    </p>,
  )
})
