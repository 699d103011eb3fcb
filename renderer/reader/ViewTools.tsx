import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paperColors, scrollModes, spreads } from '../../electron/contract/choices.ts'
import { Button, IconButton, isMac } from '../ui/Button.tsx'
import { shortcutText } from '../lib/keys.ts'
import { shortcuts, type ReaderCommand } from './keys.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'
import type { ViewChoice } from './use-viewer.ts'
import './view-tools.css'

interface ViewToolsProps {
  viewer: PageViewer | null
  state: ViewerState
  view: ViewChoice
  onCommand(command: ReaderCommand): void
}

/** Opens the sidebar, and goes back and forward after jumps. */
export function PlaceTools({ viewer, state, view, onCommand }: ViewToolsProps) {
  const { t } = useTranslation('reader')
  return (
    <>
      <IconButton
        icon="left"
        label={t('sidebar.name')}
        shortcut={shortcuts.sidebar[0]}
        side="right"
        aria-pressed={view.sidebar !== null}
        onClick={() => onCommand('sidebar')}
      />
      <IconButton
        icon="back"
        label={t('history-back')}
        shortcut={isMac ? shortcuts['history-back'][1] : shortcuts['history-back'][0]}
        side="right"
        disabled={!state.canGoBack}
        onClick={() => viewer?.step('back')}
      />
      <IconButton
        icon="forward"
        label={t('history-forward')}
        shortcut={isMac ? shortcuts['history-forward'][1] : shortcuts['history-forward'][0]}
        side="right"
        disabled={!state.canGoForward}
        onClick={() => viewer?.step('forward')}
      />
    </>
  )
}

/** How the pages are laid out and shown, and what is done with the paper as a whole. */
export function ViewMenu({ viewer, state: { layout }, view, onCommand }: ViewToolsProps) {
  const { t } = useTranslation('reader')
  const [open, setOpen] = useState(false)
  const run = (command: ReaderCommand) => {
    setOpen(false)
    onCommand(command)
  }
  return (
    <div
      className="view-menu"
      role="group"
      aria-label={t('view.name')}
      onBlur={event => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
      }}
    >
      <IconButton icon="pages" label={t('view.name')} aria-expanded={open} side="left" onClick={() => setOpen(!open)} />
      {open && (
        <div className="reader-float view-panel" tabIndex={-1}>
          <Choice
            name="scroll"
            options={scrollModes}
            chosen={layout.scroll}
            onChoose={scroll => viewer?.lay({ scroll })}
          />
          <Choice name="spread" options={spreads} chosen={layout.spread} onChoose={spread => viewer?.lay({ spread })} />
          <Choice name="paper" options={paperColors} chosen={view.paper} onChoose={paper => view.choose({ paper })} />
          <div className="view-acts">
            {(['rotate', 'rotate-back', 'present', 'print'] as const).map(command => (
              <Button key={command} look="bare" className="view-act" onClick={() => run(command)}>
                <span>{t(`view.${command}`)}</span>
                <kbd>{shortcutText(shortcuts[command][0], isMac)}</kbd>
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}

interface ChoiceProps<T extends string> {
  name: 'scroll' | 'spread' | 'paper'
  options: readonly T[]
  chosen: T
  onChoose(option: T): void
}

function Choice<T extends string>({ name, options, chosen, onChoose }: ChoiceProps<T>) {
  const { t } = useTranslation('reader')
  const id = useId()
  return (
    <fieldset className="view-choice">
      <legend>{t(`view.${name}.name`)}</legend>
      <div className="view-options">
        {options.map(option => (
          <label key={option} className="view-option" data-option={option}>
            <input
              type="radio"
              name={id}
              checked={option === chosen}
              onChange={() => onChoose(option)}
              autoFocus={name === 'scroll' && option === chosen}
            />
            <span>{t(`view.${name}.${option}` as 'view.paper.white')}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
