import { useLibrary } from './library.ts'

/** The passwords that opened papers: known in this window as long as the paper is open, and kept nowhere. */
const known = new Map<string, string>()

export const holdPassword = (paper: string, password: string): void => void known.set(paper, password)
/** The password of a paper that was given already; undefined where none was. */
export const heldPassword = (paper: string): string | undefined => known.get(paper)
export const dropPassword = (paper: string): void => void known.delete(paper)

/** The password of an item's paper, for a call to the host; nothing where none was asked for. */
export function passwordOf(itemId: string | null): { password?: string } {
  const paper = itemId === null ? null : useLibrary.getState().data.items[itemId]?.paper
  const password = known.get(paper ?? '')
  return password === undefined ? {} : { password }
}
