import { create } from 'zustand'

/** `open` finds topics and items, `commands` what can be done. */
export type PaletteMode = 'open' | 'commands'

export const usePalette = create<{ mode: PaletteMode | null }>(() => ({ mode: null }))
export const openPalette = (mode: PaletteMode): void => usePalette.setState({ mode })
export const closePalette = (): void => usePalette.setState({ mode: null })
