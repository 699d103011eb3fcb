import { create } from 'zustand'

/** `open` finds topics and items, `commands` what can be done; `move` and `copy` ask for the topic that chosen places go to, `keep` for what a run is kept with. */
export type PaletteMode = 'open' | 'commands' | 'move' | 'copy' | 'keep'

export const usePalette = create<{ mode: PaletteMode | null }>(() => ({ mode: null }))
export const openPalette = (mode: PaletteMode): void => usePalette.setState({ mode })
export const closePalette = (): void => usePalette.setState({ mode: null })
