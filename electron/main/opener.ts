import { shell } from 'electron'
import { openableLink } from '../contract/link.ts'
import { Refusal } from '../contract/result.ts'

/** Hands an address of the web to the system's browser; the app's only way out. Throws Refusal `link-refused` for any other scheme. */
export async function openExternal(url: string): Promise<void> {
  const link = openableLink(url)
  if (!link || !/^https?:/.test(link)) throw new Refusal('link-refused', { name: url.slice(0, 200) })
  await shell.openExternal(link)
}
