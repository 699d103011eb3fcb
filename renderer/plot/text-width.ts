/** Han and other wide letters fill the square of the type's size. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u
const letterPx = 6.6
const widePx = 11.4
const broad = /[mwMW@%—…]/u
const broadPx = 10

const pxOf = (letter: string): number => (wide.test(letter) ? widePx : broad.test(letter) ? broadPx : letterPx)

/** About how wide a text of 11 px is drawn; near enough to keep room for it before it is laid out. */
export const textWidth = (text: string): number => [...text].reduce((sum, letter) => sum + pxOf(letter), 0)

/** How far a text about `at` must go to the left to end before `endPx`. */
export const inset = (text: string, at: number, endPx: number): number => Math.min(0, endPx - at - textWidth(text) / 2)

/** As much of a text of 11 px as fits, an ellipsis for the rest. */
export function fitted(text: string, roomPx: number): string {
  if (textWidth(text) <= roomPx) return text
  let room = roomPx - letterPx
  let kept = ''
  for (const letter of text) {
    room -= pxOf(letter)
    if (room < 0 && kept) break
    kept += letter
  }
  return `${kept}…`
}
