import type { CSSProperties } from 'react'

interface Props {
  readonly value: number
  readonly max: number
  readonly label: string
  readonly valueText?: string
  readonly onChange: (value: number) => void
}

/** A line from 0 to `max` with a knob; what lies before the knob is filled. */
export function Slider({ value, max, label, valueText, onChange }: Props) {
  return (
    <input
      type="range"
      min={0}
      max={max}
      value={value}
      aria-label={label}
      aria-valuetext={valueText}
      style={{ '--at': value / max } as CSSProperties}
      onChange={event => onChange(event.currentTarget.valueAsNumber)}
    />
  )
}
