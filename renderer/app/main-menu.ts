import type { TFunction } from 'i18next'
import { useLibrary } from '../state/library.ts'
import type { EditLabel } from '../../electron/contract/library.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { type ActionId, allActions } from './actions.ts'

/** Groups of actions, a line between them; the ways out stand in a menu of their own. */
const groups: readonly (readonly (ActionId | 'exports')[])[] = [
  ['undo', 'redo'],
  ['newTopic', 'addItem', 'editNote'],
  ['filter', 'searchAll', 'duplicates'],
  ['import', 'exports'],
  ['history', 'trash', 'backups', 'check'],
  ['commands'],
]

/** What an edit was, in words, for a label that the host gave. */
export const editName = (t: TFunction<'app'>, { key, name = '', count = 0 }: EditLabel): string =>
  t(`edits.${key}`, { name, count })

/** The window's own menu: what the native menu has, for the browser door, with undo and redo saying what they undo. */
export function mainMenu(t: TFunction<'app'>): MenuEntry[] {
  const { history } = useLibrary.getState()
  const actions = allActions()
  const entryOf = (id: string): MenuEntry[] => {
    const action = actions.find(other => other.id === id)
    if (!action) return []
    const label = id === 'undo' || id === 'redo' ? history[id] : null
    return [
      {
        label: label ? `${action.label}: ${editName(t, label)}` : action.label,
        shortcut: action.shortcuts[0],
        disabled: !(action.enabled?.() ?? true),
        run: action.run,
      },
    ]
  }
  const exports = actions.filter(({ id }) => id === 'export' || /^export (?!topic )/.test(id))
  const out = { label: t('exportLibrary'), children: exports.flatMap(({ id }) => entryOf(id)) }
  return groups.flatMap((group, at) => {
    const [first, ...others] = group.flatMap(id => (id === 'exports' ? [out] : entryOf(id)))
    return first ? [at > 0 ? { ...first, apart: true } : first, ...others] : []
  })
}
