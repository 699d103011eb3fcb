import { describe, expect, it } from 'vitest'
import { type BareMark, bareShapeOf } from '../../../../renderer/reader/page/bare-shapes.ts'

const mark = (subtype: string, told: Partial<BareMark> = {}): BareMark => ({
  id: '7R',
  subtype,
  rect: [10, 20, 50, 40],
  annotationFlags: 4,
  hasAppearance: false,
  color: [255, 0, 0],
  borderStyle: { width: 0 },
  ...told,
})

describe('marks that pdf.js leaves out', () => {
  it('draws a square and a circle without a border of their own by a line of a point', () => {
    const red = { id: '7R', stroke: 'rgb(255 0 0)', fill: 'none', widthPt: 1 }
    expect(bareShapeOf(mark('Square'), 'screen')).toEqual({ ...red, path: 'M10 20H50V40H10Z' })
    expect(bareShapeOf(mark('Circle'), 'screen')).toEqual({
      ...red,
      path: 'M10 30A20 10 0 0 1 50 30A20 10 0 0 1 10 30Z',
    })
  })

  it('leaves alone what pdf.js draws', () => {
    for (const subtype of ['Square', 'Circle'])
      expect(bareShapeOf(mark(subtype, { borderStyle: { width: 2 } }), 'screen')).toBeNull()
    for (const subtype of ['Line', 'PolyLine', 'Ink', 'FreeText', 'Link', 'Widget', 'Popup'])
      expect(bareShapeOf(mark(subtype), 'screen')).toBeNull()
    for (const subtype of ['Highlight', 'Underline', 'StrikeOut', 'Squiggly'])
      expect(bareShapeOf(mark(subtype, { quadPoints: [0] }), 'screen')).toBeNull()
    for (const subtype of ['Stamp', 'Caret', 'Square', 'Polygon'])
      expect(bareShapeOf(mark(subtype, { hasAppearance: true }), 'screen')).toBeNull()
  })

  it('shuts a polygon, and marks words by the rectangle where quadrilaterals are missing', () => {
    const vertices = [10, 20, 50, 20, 30, 40]
    expect(bareShapeOf(mark('Polygon', { vertices }), 'screen')?.path).toBe('M30 40L10 20')
    expect(bareShapeOf(mark('Polygon'), 'screen')).toBeNull()
    expect(bareShapeOf(mark('Highlight'), 'screen')).toMatchObject({ path: 'M10 20H50V40H10Z', fill: 'rgb(255 0 0)' })
    expect(bareShapeOf(mark('StrikeOut'), 'screen')?.path).toBe('M10 30H50')
  })

  it('draws what stands at the ends of lines', () => {
    const lineEndings = ['None', 'OpenArrow']
    const arrow = 'M14 23.46L20 20L14 16.54'
    expect(bareShapeOf(mark('Line', { line: [0, 20, 20, 20], lineEndings }), 'screen')?.path).toBe(arrow)
    // The arrow of a line that falls points downwards, whichever way its corners are put in order.
    const down = bareShapeOf(mark('Line', { line: [0, 40, 30, 0], lineEndings }), 'screen')?.path ?? ''
    expect(down.split('L')[1]).toBe('30 0')
    const corners = [0, 0, 0, 20, 20, 20]
    expect(bareShapeOf(mark('PolyLine', { vertices: corners, lineEndings }), 'screen')?.path).toBe(arrow)
    expect(bareShapeOf(mark('PolyLine', { vertices: corners, lineEndings: ['Butt', 'None'] }), 'print')?.path).toBe(
      'M3 0L-3 0',
    )
    expect(bareShapeOf(mark('Line', { lineEndings }), 'screen'), 'it is not known where it goes').toBeNull()
  })

  it('frames kinds of which nothing more is known, in black where they have no colour', () => {
    for (const subtype of ['Stamp', 'Redact', 'Sound', 'Unheard'])
      expect(bareShapeOf(mark(subtype, { color: null }), 'screen')).toMatchObject({
        path: 'M10 20H50V40H10Z',
        stroke: 'rgb(0 0 0)',
      })
  })

  it('draws the icon of a note into pictures only', () => {
    expect(bareShapeOf(mark('Text'), 'screen')).toBeNull()
    expect(bareShapeOf(mark('Text'), 'picture')?.path).toMatch(/^M10 40h18v-18h-18Z/)
  })

  it('draws what is hidden nowhere, and prints what is to be printed', () => {
    const seen = (annotationFlags: number) =>
      (['screen', 'picture', 'print'] as const).filter(ground =>
        bareShapeOf(mark('Stamp', { annotationFlags }), ground),
      )
    expect(seen(0)).toEqual(['screen', 'picture'])
    expect(seen(4)).toEqual(['screen', 'picture', 'print'])
    expect(seen(4 | 2)).toEqual([])
    expect(seen(4 | 32)).toEqual(['print'])
    expect(bareShapeOf(mark('Stamp', { inReplyTo: '5R' }), 'screen')).toBeNull()
  })
})
