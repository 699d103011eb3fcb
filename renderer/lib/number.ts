const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const minus = (text: string) => text.replace('-', '−')
const raised = (exponent: number) =>
  (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map(digit => superscripts[Number(digit)]).join('')

/** A number for people, `digits` of it: 1.309, −0.002, 3.1 × 10⁻¹²; a dash for what is none. */
export function numberText(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e')
  const power = Number(exponent)
  if (power < -3 || power > 5) return `${minus(mantissa)} × 10${raised(power)}`
  return minus(
    value
      .toFixed(Math.max(0, digits - 1 - power))
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, ''),
  )
}

/** A power of ten on a logarithmic axis: 10⁻³. */
export const powerText = (exponent: number): string => `10${raised(exponent)}`
