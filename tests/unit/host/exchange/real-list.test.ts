import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Entry, ItemEntry } from '../../../../electron/contract/entry.ts'
import { again, exported, takenIn } from './taken-in.ts'

const file = path.resolve(import.meta.dirname, '../../../../../shared/reading-list/reading-list.md')

if (!existsSync(file)) {
  it('reads the owner’s list', context => context.skip(`there is no ${file} on this machine`))
} else {
  describe('the owner’s list', () => {
    const text = readFileSync(file, 'utf8')
    const { library, plan } = takenIn(text)
    const entries: Entry[] = Object.values(library.entries)
    const placed = entries.filter((entry): entry is ItemEntry => entry.kind === 'item')
    const addresses = placed.map(({ itemId }) => library.items[itemId]?.url ?? null)

    it('has every heading, link and address in the tree', () => {
      expect(plan.report.topicsAdded).toBe(26)
      const links = [...text.matchAll(/(?<!!)\[[^\]]*\]\((https?:[^)\s]+)\)/g)].map(([, url]) => url)
      const bare = [...text.matchAll(/^(?:- )?(?:论文地址：)?(https?:\S+)$/gm)].map(([, url]) => url)
      expect([links.length, bare.length]).toEqual([79, 10])
      const sorted = (urls: (string | null | undefined)[]) => urls.filter(url => typeof url === 'string').sort()
      expect(sorted(addresses)).toEqual(sorted([...links, ...bare]))
    })

    it('has entries without a link, and one item in two topics', () => {
      expect(addresses.filter(url => url === null)).toHaveLength(2)
      expect(placed.length - Object.keys(library.items).length).toBe(1)
    })

    it('has its images and formulas in the notes', () => {
      const notes = entries.map(entry => (entry.kind === 'text' ? entry.markdown : '')).join('')
      const count = (where: string, what: RegExp) => [...where.matchAll(what)].length
      expect(count(notes, /!\[[^\]]*\]\(|<img /g)).toBe(8)
      expect(count(notes, /\$\$/g)).toBe(count(text, /\$\$/g))
    })

    it('comes back byte for byte, and changes nothing again', () => {
      expect(exported(library) === text).toBe(true)
      expect(again(library, text).changes).toEqual([])
    })
  })
}
