import type { TFunction } from 'i18next'
import { type CiteStyle, citeStyles } from '../../electron/contract/choices.ts'
import { toast } from '../state/notices.ts'
import { formatReferences } from '../state/references.ts'
import { useSettings } from '../state/settings.ts'
import { copied } from '../ui/copied.ts'
import { saveFile } from '../ui/files.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { itemsOf } from './mark-acts.tsx'

/** Puts the references of what stands at some places on the system's clipboard. Without a style, in the last one. */
export async function copyReferences(placeIds: Iterable<string>, style?: CiteStyle): Promise<void> {
  const itemIds = itemsOf(placeIds).map(({ id }) => id)
  const formatted = itemIds.length > 0 ? await formatReferences(itemIds, style) : null
  if (!formatted) return
  const done = copied(formatted.plain, formatted.html)
  toast({ key: done ? 'app:referencesCopied' : 'app:nothingCopied', params: { count: itemIds.length }, danger: !done })
}

/** Writes the references of what stands at some places, in the last style, to a text file. */
export async function saveReferences(placeIds: Iterable<string>): Promise<void> {
  const itemIds = itemsOf(placeIds).map(({ id }) => id)
  const formatted = itemIds.length > 0 ? await formatReferences(itemIds) : null
  if (formatted) saveFile('references.txt', new TextEncoder().encode(`${formatted.plain}\n`))
}

/** The menu of styles in which references of places are copied; the last one used is marked. */
export function citeEntries(placeIds: readonly string[], t: TFunction<'topics'>): MenuEntry[] {
  const { citeStyle } = useSettings.getState().settings
  const styles = citeStyles.map(style => ({
    label: t(`citeStyles.${style}`),
    checked: style === citeStyle,
    run: () => void copyReferences(placeIds, style),
  }))
  return [...styles, { label: t('saveReferences'), apart: true, run: () => void saveReferences(placeIds) }]
}
