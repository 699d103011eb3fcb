import { create } from 'zustand'

/** Whether the formula of cite keys is being written. */
export const useFormula = create<{ open: boolean }>(() => ({ open: false }))
export const openFormula = (): void => useFormula.setState({ open: true })
export const closeFormula = (): void => useFormula.setState({ open: false })
