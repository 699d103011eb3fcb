import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseColor, takeTool, useDesk } from '../state/annotation-desk.ts'
import { IconButton } from '../ui/Button.tsx'
import { handTools } from './annotations/tools/index.ts'
import { Palette, Swatch, useColorName } from './Palette.tsx'
import { PaletteEditor } from './PaletteEditor.tsx'

/** The tools that annotate, and the colour of what they make. */
export function AnnotationTools({ onTake }: { onTake(): void }) {
  const { t } = useTranslation('annotations')
  const inHand = useDesk(({ tool }) => tool)
  return (
    <div className="annotation-tools" role="group" aria-label={t('tools')}>
      {Object.entries(handTools).map(([name, { label, icon, shortcut }]) => (
        <IconButton
          key={name}
          icon={icon}
          label={t(label)}
          shortcut={shortcut}
          aria-pressed={name === inHand}
          onClick={() => {
            takeTool(name === inHand ? null : name)
            onTake()
          }}
        />
      ))}
      <ColorInHand />
    </div>
  )
}

/** The colour that the next mark gets, and the palette that changes it. */
function ColorInHand() {
  const { t } = useTranslation('annotations')
  const color = useDesk(state => state.color)
  const colorName = useColorName()
  const [open, setOpen] = useState(false)
  const [editing, setEditing] = useState(false)
  return (
    <div
      className="reader-highlighter"
      role="group"
      onBlur={event => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
      }}
    >
      <button
        type="button"
        className="palette-color"
        aria-expanded={open}
        aria-label={t('color-in-hand', { color: colorName(color) })}
        title={t('color-in-hand', { color: colorName(color) })}
        onClick={() => setOpen(!open)}
      >
        <Swatch color={color} />
      </button>
      {open && (
        <div className="reader-float reader-highlighter-colors">
          <Palette
            label={t('colors-in-hand')}
            chosen={color}
            onChoose={next => {
              chooseColor(next)
              setOpen(false)
            }}
          />
          <button type="button" className="palette-edit" onClick={() => (setOpen(false), setEditing(true))}>
            {t('palette.edit')}
          </button>
        </div>
      )}
      {editing && <PaletteEditor onClose={() => setEditing(false)} />}
    </div>
  )
}
