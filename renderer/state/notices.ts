import { create } from 'zustand'
import type { Notice } from '../../electron/contract/answers.ts'
import type { Failure } from '../../electron/contract/result.ts'
import { onConnection, onEvent } from '../bridge.ts'

/** A word on what was done, or what failed. Keys are of the locales, so that it changes with the language. */
export interface Toast {
  id: number
  key: string
  params: Record<string, string | number>
  /** Stays until it is put away or an edit succeeds. */
  danger?: boolean
  /** Takes back what the toast tells of. */
  undo?: () => void
}

interface Notices {
  connected: boolean
  notices: Notice[]
  toasts: Toast[]
}

export const useNotices = create<Notices>(() => ({ connected: true, notices: [], toasts: [] }))

/** Listens for what the host has to say. `first` is what it said at the start. */
export function watchNotices(first: Notice[]): void {
  useNotices.setState({ notices: first })
  onEvent('notice:raised', notice => useNotices.setState(({ notices }) => ({ notices: [...notices, notice] })))
  onConnection(connected => useNotices.setState({ connected }))
}

export const dismissNotice = (notice: Notice): void =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter(other => other !== notice) }))

let lastToast = 0
/** Shows a toast; only the latest is kept, since it alone can be undone. */
export function toast(told: Omit<Toast, 'id'>): void {
  useNotices.setState({ toasts: [{ ...told, id: ++lastToast }] })
}

export const dismissToast = (id: number): void =>
  useNotices.setState(({ toasts }) => ({ toasts: toasts.filter(other => other.id !== id) }))

export const toastFailure = ({ code, params }: Failure): void => toast({ key: `errors:${code}`, params, danger: true })

/** A newer edit is what undo would take back now, and a new try makes the last refusal old. */
export const dropToasts = (): void => useNotices.setState({ toasts: [] })
