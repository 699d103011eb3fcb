import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import { takeBlockIds } from './block-ids.ts'
import { takeNoteSyntax } from './note-syntax.ts'

declare module 'mdast' {
  interface BlockquoteData {
    /** The title of a callout, `> [!warning] Take care`: its words, or its kind where it has none. */
    callout?: string
  }
}

const marker = /^\[!([\w-]+)\][+-]?[ \t]*([^\n]*)(?:\n|$)/

/** Takes the first line of every callout out of its text. */
function takeCallouts(nodes: readonly Nodes[]): void {
  for (const node of nodes) {
    if (node.type === 'blockquote') {
      const [first] = node.children
      const text = first?.type === 'paragraph' ? first.children[0] : undefined
      const [line, kind = '', title = ''] = (text?.type === 'text' && marker.exec(text.value)) || []
      // A title with more than words in it stays where it stands.
      const isWhole = line?.endsWith('\n') || (first?.type === 'paragraph' && first.children.length === 1)
      if (line && isWhole && !/\[\[|==/.test(title) && first?.type === 'paragraph' && text?.type === 'text') {
        node.data = { callout: title.trim() || kind.charAt(0).toUpperCase() + kind.slice(1) }
        text.value = text.value.slice(line.length)
        if (!text.value && first.children.length === 1) node.children.shift()
      }
    }
    if ('children' in node) takeCallouts(node.children)
  }
}

/** A note's Markdown (CommonMark, GFM, mathematics between dollars, callouts, links, embeds and marks) as a tree. Never fails: any text is Markdown. */
export function noteFromMarkdown(markdown: string): Root {
  const root = fromMarkdown(markdown, {
    extensions: [gfm(), math()],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
  })
  if (markdown.includes('[!')) takeCallouts(root.children)
  if (markdown.includes('^')) takeBlockIds(root, markdown)
  if (/\[\[|==/.test(markdown)) takeNoteSyntax(root, markdown)
  return root
}
