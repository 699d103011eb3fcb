import { create } from 'zustand'
import type { FieldValue, FilledField } from '../../electron/contract/form.ts'
import { call, onConnection, onEvent } from '../bridge.ts'
import { toastFailure } from './notices.ts'
import { failureOf, saved } from './saving.ts'

type Values = Readonly<Record<string, FieldValue>>

/** What is filled into the forms of the papers read so far, as it is on the disk. */
export const useForms = create<{ papers: Readonly<Record<string, Values>> }>(() => ({ papers: {} }))

const set = (paper: string, values: Values): void =>
  useForms.setState(({ papers }) => ({ papers: { ...papers, [paper]: values } }))

async function read(paper: string): Promise<void> {
  try {
    const fields = await call('form:get', { paper })
    set(paper, Object.fromEntries(fields.map(({ id, value }) => [id, value])))
  } catch (error) {
    toastFailure(failureOf(error))
  }
}

let listening = false
function listen(): void {
  if (listening) return
  listening = true
  onEvent('form:changed', ({ paper, changes }) => {
    const before = useForms.getState().papers[paper]
    if (!before) return
    const next: Record<string, FieldValue> = { ...before }
    for (const { id, value } of changes) {
      if (value === null) delete next[id]
      else next[id] = value
    }
    set(paper, next)
  })
  onConnection(connected => {
    if (connected) for (const paper of Object.keys(useForms.getState().papers)) void read(paper)
  })
}

/** Reads what is filled into a paper's form, once. */
export async function loadForm(paper: string): Promise<void> {
  listen()
  if (!useForms.getState().papers[paper]) await read(paper)
}

/** Keeps what is filled, as soon as it is there; "Saving…" is said until it is on the disk. False where it was refused. */
export async function fillForm(paper: string, fields: Promise<FilledField[]>): Promise<boolean> {
  const { ok } = await saved(fields.then(filled => call('form:fill', { paper, fields: filled })))
  return ok
}
