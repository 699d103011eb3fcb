import { useTranslation } from 'react-i18next'
import type { AnnotationColor } from '../../electron/contract/annotation.ts'
import { annotationColors } from '../../electron/contract/choices.ts'

/** A colour with its letter, so that it is known without seeing the hue. */
export function Swatch({ color }: { color: AnnotationColor }) {
  const { t } = useTranslation('reader')
  return (
    <span className="swatch" data-color={color} aria-hidden>
      {t(`colors.${color}.letter`)}
    </span>
  )
}

interface PaletteProps {
  label: string
  colors?: readonly AnnotationColor[]
  chosen?: AnnotationColor | null
  onChoose(color: AnnotationColor): void
}

/** The colours as buttons; with `chosen` they are toggles. */
export function Palette({ label, colors = annotationColors, chosen, onChoose }: PaletteProps) {
  const { t } = useTranslation('reader')
  return (
    <div className="palette" role="group" aria-label={label}>
      {colors.map(color => (
        <button
          key={color}
          type="button"
          className="palette-color"
          aria-label={t(`colors.${color}.name`)}
          title={t(`colors.${color}.name`)}
          aria-pressed={chosen === undefined ? undefined : chosen === color}
          onClick={() => onChoose(color)}
        >
          <Swatch color={color} />
        </button>
      ))}
    </div>
  )
}
