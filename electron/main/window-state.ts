import { readFileSync, writeFileSync } from 'node:fs'
import type { Rectangle } from 'electron'
import { z } from 'zod'

const windowState = z.strictObject({
  bounds: z.strictObject({
    x: z.int(),
    y: z.int(),
    width: z.int().min(400),
    height: z.int().min(300),
  }),
  maximised: z.boolean(),
})
export type WindowState = z.infer<typeof windowState>

/** Device-independent pixels of the title bar that must lie on a screen, so that the window can be taken hold of. */
const gripPx = 100

/** Where the window was left, or null when nothing usable is kept or no screen of now shows it. `workAreas` are the screens'. */
export function readWindowState(file: string, workAreas: readonly Rectangle[]): WindowState | null {
  try {
    const state = windowState.parse(JSON.parse(readFileSync(file, 'utf8')))
    return workAreas.some(area => showsTitleBar(area, state.bounds)) ? state : null
  } catch {
    return null
  }
}

function showsTitleBar(area: Rectangle, { x, y, width }: Rectangle): boolean {
  const shownPx = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return shownPx >= gripPx && y >= area.y && y <= area.y + area.height - gripPx
}

/** Keeps the state for the next start. A disk that refuses costs only the window's place. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state))
  } catch (error) {
    console.error('the place of the window could not be kept:', error)
  }
}
