import { useTranslation } from 'react-i18next'
import type { PaletteColor } from '../../electron/contract/choices.ts'
import { changeSettings, useSettings } from '../state/settings.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** As many as the digits pick, and some to spare. */
const mostColors = 16

/** The user's colours: hue, name and letter of each, and which are offered. Annotations keep their colour when it changes its name or hue. */
export function PaletteEditor({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('annotations')
  const palette = useSettings(({ settings }) => settings.palette)
  const keep = (next: readonly PaletteColor[]) => void changeSettings({ palette: [...next] })
  const change = (at: number, part: Partial<PaletteColor>) =>
    keep(palette.map((color, index) => (index === at ? { ...color, ...part } : color)))
  const offer = (at: number, offered: boolean) =>
    keep(
      palette.map((color, index) => {
        const { hidden: _, ...shown } = color
        return index !== at ? color : offered ? shown : { ...shown, hidden: true }
      }),
    )
  const offered = palette.filter(({ hidden }) => !hidden).length
  return (
    <Dialog label={t('palette.title')} onClose={onClose}>
      <div className="palette-editor">
        <h2>{t('palette.title')}</h2>
        <p>{t('palette.how')}</p>
        <ul>
          {palette.map(({ id, hex, name, letter, hidden }, at) => (
            <li key={id}>
              <input
                type="color"
                aria-label={t('palette.hue')}
                value={hex}
                onChange={event => change(at, { hex: event.target.value })}
              />
              <input
                className="text-field"
                type="text"
                aria-label={t('palette.name')}
                placeholder={t(`colors.${id}.name`, { defaultValue: t('palette.name') })}
                maxLength={100}
                defaultValue={name}
                onBlur={event => event.target.value !== name && change(at, { name: event.target.value.trim() })}
              />
              <input
                className="text-field palette-letter"
                type="text"
                aria-label={t('palette.letter')}
                placeholder={t(`colors.${id}.letter`, { defaultValue: '' })}
                maxLength={2}
                defaultValue={letter}
                onBlur={event => event.target.value !== letter && change(at, { letter: event.target.value.trim() })}
              />
              <label>
                <input
                  type="checkbox"
                  checked={!hidden}
                  disabled={!hidden && offered === 1}
                  onChange={event => offer(at, event.target.checked)}
                />
                {t('palette.offered')}
              </label>
            </li>
          ))}
        </ul>
        <div className="palette-editor-foot">
          <Button
            disabled={palette.length >= mostColors}
            onClick={() =>
              keep([...palette, { id: `own-${crypto.randomUUID().slice(0, 8)}`, hex: '#7fb8a4', name: '', letter: '' }])
            }
          >
            {t('palette.add')}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t('palette.done')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
