import { Stream } from '../../random/stream.ts'

/** The + 0 makes of −0 the 0 that JSON keeps. */
const round = (value: number) => Math.round(value * 100) / 100 + 0

/** Two half circles in one another, n points in all, with a little noise: rows of two numbers and a class. */
export function moons(n: number): { X: number[][]; y: number[] } {
  const random = new Stream(5)
  const y = Array.from({ length: n }, (_, i) => i % 2)
  const X = y.map((moon, i) => {
    const angle = (Math.PI * Math.floor(i / 2)) / (n / 2 - 1)
    const [x1, x2] = moon ? [1 - Math.cos(angle), 0.5 - Math.sin(angle)] : [Math.cos(angle), Math.sin(angle)]
    return [round(x1 + 0.1 * random.normal()), round(x2 + 0.1 * random.normal())]
  })
  return { X, y }
}
