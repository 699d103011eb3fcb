import { readFileSync } from 'node:fs'
import path from 'node:path'
import { app, dialog, Menu, session } from 'electron'
import { z } from 'zod'
import type { Command } from '../contract/events.ts'
import type { Language } from '../contract/identity.ts'
import { languageFromTag } from '../contract/language.ts'
import { Refusal } from '../contract/result.ts'
import type { Settings } from '../contract/settings.ts'
import { type Host, openHost } from '../host/index.ts'
import { libraryPathFrom } from '../host/paths.ts'
import { sentence } from '../host/sentence.ts'
import { guardContents, refusePermissions } from './guards.ts'
import { answerCalls } from './ipc.ts'
import { type MenuLabels, menuTemplate } from './menu.ts'
import { openExternal } from './opener.ts'
import { type Opening, openingFromLink, openingsFrom } from './openings.ts'
import { declareScheme, serveRenderer } from './protocol.ts'
import { chosenLists, receive } from './reception.ts'
import { showWindow, tellWindow, whenWindowListens, windowListens } from './window.ts'

const resourcesPath = path.join(app.getAppPath(), 'resources')
const launch = { argv: process.argv.slice(1), directory: process.cwd() }
const launchShape = z.strictObject({ argv: z.array(z.string()), directory: z.string() })
/** The language of the menu and of what is said outside the window. */
let language: Language = 'en'
let started = false

declareScheme()
app.enableSandbox()
app.on('web-contents-created', (_event, contents) => guardContents(contents))
app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit())
app.on('activate', front)
app.on('open-file', (event, file) => {
  event.preventDefault()
  open([{ file }])
})
app.on('open-url', (event, url) => {
  event.preventDefault()
  const opening = openingFromLink(url)
  open(opening ? [opening] : [])
})
app.on('second-instance', (_event, _argv, _directory, sent) => {
  const other = launchShape.safeParse(sent)
  open(other.success ? openingsFrom(other.data.argv, other.data.directory) : [])
})

// Not awaited at the top level: Electron is ready only after this module has run (electron#40719).
if (app.requestSingleInstanceLock(launch)) app.whenReady().then(start).catch(giveUp)
else app.quit()

async function start(): Promise<void> {
  language = systemLanguage()
  refusePermissions(session.defaultSession)
  serveRenderer(path.join(import.meta.dirname, '../renderer'))
  const host = await openHost({
    libraryPath: libraryPathFrom(launch.argv),
    resourcesPath,
    version: app.getVersion(),
    door: 'electron',
    systemLanguage: language,
    seed: true,
    openExternal,
  })
  closeBeforeQuit(host)
  answerCalls(host, name => (name === 'library:beginning' || name === 'library:get') && windowListens())
  host.subscribe(tellWindow)
  host.subscribe((name, value) => name === 'settings:changed' && showMenu(value as Settings))
  const settings = await host.dispatch(
    'settings:get',
    {},
    { signal: new AbortController().signal, progress: () => undefined },
  )
  if (settings.ok) showMenu(settings.value as Settings)
  if (app.isPackaged) app.setAsDefaultProtocolClient('folium')
  started = true
  open(openingsFrom(launch.argv, launch.directory))
}

const systemLanguage = (): Language => languageFromTag(app.getPreferredSystemLanguages()[0] ?? 'en')

function showMenu(settings: Settings): void {
  language = settings.language === 'system' ? systemLanguage() : settings.language
  const labels = JSON.parse(
    readFileSync(path.join(resourcesPath, 'locales', language, 'menu.json'), 'utf8'),
  ) as MenuLabels
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(labels, process.platform, choose)))
}

function choose(command: Command): void {
  front()
  const done =
    command === 'import'
      ? chosenLists().then(open)
      : whenWindowListens().then(() => tellWindow('command:chosen', { command }))
  done.catch(complain)
}

function front(): void {
  if (started) showWindow()
}

/** Shows the window, and in it what is asked for as soon as it listens; also before the start. */
function open(openings: readonly Opening[]): void {
  front()
  receive(openings, complain).catch(complain)
}

/** The library is closed before the process ends, so that nothing acknowledged waits in memory. */
function closeBeforeQuit(host: Host): void {
  let closed = false
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault()
    void host.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

function complain(error: unknown): void {
  console.error(error)
  const { code, params } = error instanceof Refusal ? error : { code: 'internal', params: { name: 'app' } }
  dialog.showErrorBox('Folium', sentence(resourcesPath, language, 'errors', code, params))
}

function giveUp(error: unknown): void {
  complain(error)
  app.exit(1)
}
