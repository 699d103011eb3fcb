import { useEffect, useRef } from 'react'
import i18next from 'i18next'
import type { PaneName } from '../state/panes.ts'
import { offerActs, type ReaderAct } from '../state/reader-commands.ts'
import { markShortcuts } from './annotations/keys.ts'
import { handTools } from './annotations/tools/index.ts'
import { type ReaderCommand, shortcuts } from './keys.ts'
import type { Commands } from './use-commands.ts'
import type { InHand } from './use-hand.ts'

/** Esc leaves what is open; there is nothing for a palette in that. */
const unlisted: readonly ReaderCommand[] = ['back']

/** Offers what the reader of a pane can do to the palette. */
export function useActs(pane: PaneName, commands: Commands, hand: InHand): void {
  const now = useRef({ commands, hand })
  useEffect(() => {
    now.current = { commands, hand }
  })
  useEffect(() => offerActs(pane, () => actsOf(now.current)), [pane])
}

function actsOf({ commands, hand }: { commands: Commands; hand: InHand }): ReaderAct[] {
  const t = i18next.getFixedT(null, ['reader', 'annotations'])
  const named = (Object.keys(shortcuts) as ReaderCommand[])
    .filter(command => !unlisted.includes(command))
    .map(command => ({
      id: command,
      label: t(`commands.${command}`),
      shortcut: shortcuts[command][0],
      run: () => void commands[command](),
    }))
  const tools = Object.entries(handTools).map(([name, { label, shortcut }]) => ({
    id: `tool ${name}`,
    label: t('commands.tool', { name: t(label, { ns: 'annotations' }) }),
    shortcut,
    run: () => void hand.run({ kind: 'tool', name }),
  }))
  const marks = (['highlight', 'underline'] as const).map(as => ({
    id: `mark ${as}`,
    label: t(`commands.mark-${as}`),
    shortcut: markShortcuts[as],
    run: () => void hand.run({ kind: 'mark', as }),
  }))
  return [...named, ...marks, ...tools]
}
