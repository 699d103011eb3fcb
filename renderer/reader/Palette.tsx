import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnnotationColor } from '../../electron/contract/annotation.ts'
import { hexOfColor, type PaletteColor } from '../../electron/contract/choices.ts'
import { useSettings } from '../state/settings.ts'

const usePalette = (): readonly PaletteColor[] => useSettings(({ settings }) => settings.palette)

/** The style that gives marks and rows their colour (`--mark`). */
export const useMarkStyle = (): ((color: AnnotationColor) => CSSProperties) => {
  const palette = usePalette()
  return color => ({ '--mark': hexOfColor(color, palette) }) as CSSProperties
}

/** Names a colour: the user's name for it, else the language's. */
export function useColorName(): (color: AnnotationColor) => string {
  const { t } = useTranslation('annotations')
  const palette = usePalette()
  return color =>
    palette.find(({ id }) => id === color)?.name ||
    (color.startsWith('#') ? color : t(`colors.${color}.name`, { defaultValue: color }))
}

/** A colour with its letter, so that it is known without seeing the hue. */
export function Swatch({ color }: { color: AnnotationColor }) {
  const { t } = useTranslation('annotations')
  const own = usePalette().find(({ id }) => id === color)
  const letter = own?.letter || [...(own?.name ?? '')][0] || t(`colors.${color}.letter`, { defaultValue: '' })
  return (
    <span className="swatch" style={useMarkStyle()(color)} aria-hidden>
      {letter}
    </span>
  )
}

interface PaletteProps {
  label: string
  /** All that the palette offers where none are said. */
  colors?: readonly AnnotationColor[]
  chosen?: AnnotationColor | null
  onChoose(color: AnnotationColor): void
}

/** The colours as buttons; with `chosen` they are toggles. */
export function Palette({ label, colors, chosen, onChoose }: PaletteProps) {
  const name = useColorName()
  const palette = usePalette()
  return (
    <div className="palette" role="group" aria-label={label}>
      {(colors ?? palette.flatMap(({ id, hidden }) => (hidden ? [] : [id]))).map(color => (
        <button
          key={color}
          type="button"
          className="palette-color"
          aria-label={name(color)}
          title={name(color)}
          aria-pressed={chosen === undefined ? undefined : chosen === color}
          onClick={() => onChoose(color)}
        >
          <Swatch color={color} />
        </button>
      ))}
    </div>
  )
}
