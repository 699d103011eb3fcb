/** Pictures to begin with, made of a few curves: grey levels between 0 and 1. */

type Shade = (x: number, y: number) => number

/** `side` × `side` grey levels of a shade over [0, 1]², y downwards. */
const drawnBy = (side: number, shade: Shade): number[][] =>
  Array.from({ length: side }, (_, i) =>
    Array.from({ length: side }, (__, j) => Math.round(100 * shade((j + 0.5) / side, (i + 0.5) / side)) / 100 + 0),
  )

/** A house under the sun. */
const house: Shade = (x, y) => {
  if (Math.hypot(x - 0.8, y - 0.2) < 0.11) return 1
  const roof = y > 0.34 && y < 0.56 && Math.abs(x - 0.38) < (y - 0.34) * 1.35
  if (roof) return 0.3
  const wall = y >= 0.56 && y < 0.86 && Math.abs(x - 0.38) < 0.24
  if (wall) return Math.abs(x - 0.3) < 0.06 && y > 0.66 ? 0.1 : Math.hypot(x - 0.48, y - 0.67) < 0.06 ? 0.95 : 0.72
  if (y > 0.84) return 0.22 + 0.1 * Math.sin(30 * x)
  return 0.85 - 0.45 * y
}

/** A face. */
const face: Shade = (x, y) => {
  const away = Math.hypot(x - 0.5, y - 0.5)
  if (Math.hypot(x - 0.36, y - 0.4) < 0.06 || Math.hypot(x - 0.64, y - 0.4) < 0.06) return 0.05
  if (y > 0.52 && Math.abs(Math.hypot(x - 0.5, y - 0.48) - 0.22) < 0.03) return 0.05
  return away < 0.42 ? 0.9 : 0.2
}

/** A sea with a sail. */
const sail: Shade = (x, y) => {
  const mast = 0.55
  if (y > 0.18 && y < 0.66 && x < mast && x > mast - 0.62 * (y - 0.18)) return 0.97
  if (y >= 0.69 && y < 0.79 && Math.abs(x - 0.5) < 0.28 - 0.8 * (y - 0.69)) return 0.12
  return y > 0.74 ? 0.4 + 0.12 * Math.sin(26 * x + 50 * y) : 0.62 + 0.2 * y
}

export const pictures = (side: number) => ({
  house: drawnBy(side, house),
  face: drawnBy(side, face),
  sail: drawnBy(side, sail),
})

/** An image without the last rows and columns that fill no square of `side`; as it is where none would be left. */
export function cropped(image: readonly (readonly number[])[], side: number): readonly (readonly number[])[] {
  const [height, width] = [image.length, image[0]?.length ?? 0].map(size => size - (size % side)) as [number, number]
  return height && width ? image.slice(0, height).map(row => row.slice(0, width)) : image
}
