import { create } from 'zustand'

/** Whether the library's macros for formulas are being written. */
export const useMacrosDialog = create<{ open: boolean }>(() => ({ open: false }))
export const openMacros = (): void => useMacrosDialog.setState({ open: true })
export const closeMacros = (): void => useMacrosDialog.setState({ open: false })
