import type { MenuItemConstructorOptions } from 'electron'
import type { Command } from '../contract/events.ts'

type Role = NonNullable<MenuItemConstructorOptions['role']>
type Entry = { role: Role } | { command: Command; key?: string } | 'line'
type Platform = NodeJS.Platform
/** The words of `menu.json`, by `menuKeys`. */
export type MenuLabels = Readonly<Record<string, string>>

const quit: Entry = { role: 'quit' }
const app: Entry[] = [
  { role: 'about' },
  'line',
  { role: 'services' },
  'line',
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  'line',
  quit,
]
const file: Entry[] = [
  { command: 'new-topic' },
  'line',
  { command: 'import', key: 'CmdOrCtrl+O' },
  { command: 'export' },
  'line',
  { role: 'close' },
]
const edit: Entry[] = [
  { command: 'undo', key: 'CmdOrCtrl+Z' },
  { command: 'redo', key: 'CmdOrCtrl+Shift+Z' },
  'line',
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
  'line',
  { command: 'find', key: 'CmdOrCtrl+F' },
]
const view: Entry[] = [
  { command: 'toggle-topics', key: 'CmdOrCtrl+B' },
  { command: 'toggle-details', key: 'CmdOrCtrl+Alt+B' },
  'line',
  { command: 'theme' },
  { command: 'language' },
  'line',
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'resetZoom' },
  { role: 'togglefullscreen' },
]
const window: Entry[] = [{ role: 'minimize' }, { role: 'zoom' }, 'line', { role: 'front' }]

const bar = (platform: Platform): Record<string, Entry[]> =>
  platform === 'darwin' ? { app, file, edit, view, window } : { file: [...file, quit], edit, view }

/** Every key that `menu.json` must have, whatever the platform. */
export const menuKeys = [
  ...new Set(['file', 'edit', 'view', 'window', ...[app, file, edit, view, window].flat().flatMap(keyOf)]),
]

function keyOf(entry: Entry): string[] {
  if (entry === 'line') return []
  return ['role' in entry ? entry.role : entry.command]
}

/**
 * The native menu, labelled from `menu.json`. An entry is either a role, which the system carries out, or a command
 * for the window. The window owns the commands' keys where the system lets it, so that they can be bound anew and keep
 * still in a text box; macOS gives a menu the keys that the window left.
 */
export function menuTemplate(
  labels: MenuLabels,
  platform: Platform,
  choose: (command: Command) => void,
): MenuItemConstructorOptions[] {
  const itemFrom = (entry: Entry): MenuItemConstructorOptions => {
    if (entry === 'line') return { type: 'separator' }
    if ('role' in entry) return { role: entry.role, ...labelled(labels, entry.role) }
    const key = entry.key ? { accelerator: entry.key, registerAccelerator: platform === 'darwin' } : {}
    return { id: entry.command, ...labelled(labels, entry.command), ...key, click: () => choose(entry.command) }
  }
  return Object.entries(bar(platform)).map(([name, entries]) => ({
    label: name === 'app' ? 'Folium' : (labels[name] ?? name),
    submenu: entries.map(itemFrom),
  }))
}

const labelled = (labels: MenuLabels, key: string) => (labels[key] ? { label: labels[key] } : {})
