/** A bar at the foot of the window. */
type Bar = 'selection' | 'lookup'

/**
 * For a bar's element: as long as it is there, words at the foot of the window stand above it (toast.css). A `:has()` on the
 * root would say the same, and have the whole document gone through at each of its changes.
 */
export const besideToasts = (bar: Bar) => (): (() => void) => {
  const { classList } = document.documentElement
  classList.add(`room-for-${bar}`)
  return () => classList.remove(`room-for-${bar}`)
}
