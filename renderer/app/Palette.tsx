import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { shortcutText } from '../lib/keys.ts'
import { isMac } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { isFocusLost } from '../ui/focus.ts'
import { Icon } from '../ui/icons.tsx'
import { putChosen } from '../topics/item-acts.ts'
import { useLibrary } from '../state/library.ts'
import { keepWaiting } from '../state/runs.ts'
import { type Found, findActions, findKeepers, findPlaces, findTargets } from './find.ts'
import { activeTab, useTabs } from '../state/tabs.ts'
import { closePalette, usePalette, type PaletteMode } from '../state/palette.ts'
import './palette.css'

/** Quick open and the command palette: one line to write in, and what answers it. A `>` at its beginning asks for commands. */
export function Palette() {
  const mode = usePalette(state => state.mode)
  return mode && <OpenPalette key={mode} mode={mode} />
}

/** What had the keys may have gone with the topic that was left. A paper and a demo take them by themselves. */
function findFocus(): void {
  const isList = ['topic', 'filter'].includes(activeTab(useTabs.getState())?.kind ?? '')
  if (isList && isFocusLost()) document.querySelector<HTMLElement>('#work')?.focus({ preventScroll: true })
}

function answersTo(mode: PaletteMode, query: string): Found[] {
  if (mode === 'move' || mode === 'copy') return findTargets(query, topicId => void putChosen(mode, topicId))
  if (mode === 'keep') return findKeepers(query, keeper => void keepWaiting(keeper))
  return query.startsWith('>') ? findActions(query.slice(1)) : findPlaces(query)
}

/** What is asked where an answer is wanted for something else than going there. */
const questions: Partial<Record<PaletteMode, string>> = {
  move: 'actions.moveChosen',
  copy: 'actions.copyChosen',
  keep: 'keepRunWith',
}
const labelOf = (mode: PaletteMode, text: string): string =>
  questions[mode] ?? (text.startsWith('>') ? 'actions.commands' : 'actions.open')

function OpenPalette({ mode }: { mode: PaletteMode }) {
  const { t } = useTranslation('app')
  const [text, setText] = useState(mode === 'commands' ? '>' : '')
  const [at, setAt] = useState(0)
  const query = useDeferredValue(text)
  const isWhole = useLibrary(({ begun }) => begun === null)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the rest of a large library comes while one asks
  const found = useMemo(() => answersTo(mode, query), [mode, query, isWhole])
  const label = t(labelOf(mode, text))
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at, found])
  const choose = (chosen: Found | undefined) => {
    if (!chosen || chosen.disabled) return
    closePalette()
    // After the dialog has given the focus back.
    setTimeout(() => {
      chosen.run()
      requestAnimationFrame(findFocus)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    // The list may lag behind quick typing; what is done is what the words mean.
    if (event.key === 'Enter') {
      // Else the key would press the button that gets the focus back.
      event.preventDefault()
      return choose((query === text ? found : answersTo(mode, text))[at])
    }
    if (found.length === 0) return
    const to = { ArrowDown: (at + 1) % found.length, ArrowUp: (at - 1 + found.length) % found.length }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setAt(to)
  }
  return (
    <Dialog label={label} onClose={closePalette}>
      <input
        className="palette-text"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="palette-list"
        aria-activedescendant={found[at] && `palette-${at}`}
        aria-label={label}
        placeholder={t(questions[mode] ?? 'openAnything')}
        value={text}
        autoFocus
        onChange={event => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} className="palette-list" id="palette-list" role="listbox" aria-label={t('results')}>
        {found.map((one, index) => (
          <div
            key={one.id}
            id={`palette-${index}`}
            className="palette-row"
            role="option"
            aria-selected={index === at}
            aria-disabled={one.disabled || undefined}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(one)}
          >
            {one.icon && <Icon name={one.icon} />}
            <span className="clipped palette-title">{one.title}</span>
            {one.aside && <span className="clipped palette-aside">{one.aside}</span>}
            {one.shortcut && <kbd>{shortcutText(one.shortcut, isMac)}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="empty" role="status">
          {t(isWhole ? 'nothingFound' : 'stillReading')}
        </p>
      )}
    </Dialog>
  )
}
