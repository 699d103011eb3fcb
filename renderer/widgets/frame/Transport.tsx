import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/Button.tsx'
import { useActs } from './acts.ts'
import { Slider } from './Slider.tsx'
import type { Timeline } from './use-timeline.ts'

/**
 * Rewind, step back, play or pause, step, and the line of all steps to drag along. What a button at either end cannot do
 * leaves it the focus: one goes on with the same key the other way.
 */
export function Transport({ timeline }: { timeline: Timeline }) {
  const { t } = useTranslation('widgets')
  const { k, last, playing, show, toggle } = timeline
  const line = useRef<HTMLDivElement>(null)
  const playLabel = t(playing ? 'transport.pause' : 'transport.play')
  useActs(line, () => [
    { id: 'play', label: playLabel, shortcut: 'Space', run: toggle },
    { id: 'step', label: t('transport.step'), shortcut: 'ArrowRight', disabled: k >= last, run: () => show(k + 1) },
    { id: 'back', label: t('transport.back'), shortcut: 'ArrowLeft', disabled: k <= 0, run: () => show(k - 1) },
    { id: 'rewind', label: t('transport.rewind'), shortcut: 'Home', disabled: k <= 0, run: () => show(0) },
    { id: 'end', label: t('transport.end'), shortcut: 'End', disabled: k >= last, run: () => show(last) },
  ])
  return (
    <div ref={line} className="transport" role="group" aria-label={t('transport.name')}>
      <IconButton icon="rewind" label={t('transport.rewind')} shortcut="Home" side="right" onClick={() => show(0)} />
      <IconButton
        icon="step-back"
        label={t('transport.back')}
        shortcut="ArrowLeft"
        onClick={() => show(k - 1)}
        aria-disabled={k <= 0}
      />
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={playLabel}
        shortcut="Space"
        className="icon-button primary"
        onClick={toggle}
      />
      <IconButton
        icon="step-forward"
        label={t('transport.step')}
        shortcut="ArrowRight"
        onClick={() => show(k + 1)}
        aria-disabled={k >= last}
      />
      <Slider value={k} max={Math.max(1, last)} label={t('transport.timeline')} onChange={show} />
      <output>{t('transport.place', { k, last })}</output>
    </div>
  )
}
