// A name by which a link leads to a paragraph, as Obsidian has them: `^name` behind its last word, or alone under another block.
import type { Nodes, Paragraph, Parents, Root, RootContent } from 'mdast'

declare module 'unist' {
  interface Data {
    /** What a link calls this block by, without the `^`. */
    blockId?: string
  }
}

const mark = /\^([A-Za-z0-9-]+)[ \t]*$/

/** What a paragraph is called, taken out of its text; null where its end is no name. */
function takeName({ children }: Paragraph, markdown: string): string | null {
  const last = children.at(-1)
  const found = last?.type === 'text' ? mark.exec(last.value) : null
  const [whole = '', name = ''] = found ?? []
  if (last?.type !== 'text' || !found) return null
  const before = last.value.slice(0, found.index)
  // It stands by itself, and no backslash took its meaning away.
  if (before === '' ? children.length > 1 : !/\s$/.test(before)) return null
  if (!markdown.slice(0, last.position?.end.offset).endsWith(whole.trimEnd())) return null
  if (markdown[(last.position?.end.offset ?? 0) - whole.trimEnd().length - 1] === '\\') return null
  last.value = before.trimEnd()
  if (!last.value) children.pop()
  return name
}

/** Takes the names of blocks out of a note's text and puts them to the blocks. */
export function takeBlockIds(root: Root, markdown: string): void {
  const take = (parent: Parents): void => {
    const kept: Nodes[] = []
    for (const child of parent.children as Nodes[]) {
      if ('children' in child && child.type !== 'paragraph') take(child)
      const name = child.type === 'paragraph' ? takeName(child, markdown) : null
      const isEmpty = name !== null && child.type === 'paragraph' && child.children.length === 0
      const above = kept.at(-1)
      if (isEmpty && !above) (child as Paragraph).children.push({ type: 'text', value: `^${name}` })
      else if (name !== null) {
        const holder = isEmpty ? above! : parent.type === 'listItem' && kept.length === 0 ? parent : child
        holder.data = { ...holder.data, blockId: name }
      }
      if (!isEmpty || !above) kept.push(child)
    }
    parent.children = kept as never
  }
  take(root)
}

const isCalled = (node: Nodes, name: string): boolean => node.data?.blockId?.toLowerCase() === name.toLowerCase()

/** Whether a link's part behind `#` is a block's name. */
export const isBlockName = (part: string): boolean => part.startsWith('^')

/** The block that `^name` means; an item of a list comes as a list of its own. Null where none is called so. */
export function blockOf(root: Root, path: string): RootContent[] | null {
  const within = (node: Nodes): RootContent | null => {
    if (isCalled(node, path.slice(1)))
      return node.type === 'listItem' ? { type: 'list', children: [node] } : (node as RootContent)
    if (!('children' in node) || node.type === 'paragraph') return null
    for (const child of node.children) {
      const found = within(child)
      if (found) return found
    }
    return null
  }
  const found = within(root)
  return found && [found]
}
