import type { Definition, Nodes, Root } from 'mdast'
import type { ReactNode } from 'react'

export interface Drawn<N extends Nodes> {
  node: N
  /** The node's children, drawn. */
  inner: ReactNode
  /** The level of the page's headings, 1 to 6, that a heading of this depth of the Markdown gets. */
  levelOf(depth: number): number
  /** The level of the heading under which the node's block stands. */
  under: number
  definitions: ReadonlyMap<string, Definition>
}
export type DrawNode<N extends Nodes> = (drawn: Drawn<N>) => ReactNode

/** How each kind of node becomes elements; a kind without an entry is not shown (definitions, footnotes' definitions). */
export type Drawings = { [K in Nodes['type']]?: DrawNode<Extract<Nodes, { type: K }>> }

/** The addresses that reference links stand for; the first of a name counts. */
export function definitionsOf(root: Root): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>()
  const walk = (nodes: readonly Nodes[]) => {
    for (const node of nodes) {
      if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
      if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem') walk(node.children)
    }
  }
  walk(root.children)
  return definitions
}

export const topDepthOf = (nodes: readonly Nodes[]): number =>
  Math.min(6, ...nodes.flatMap(node => (node.type === 'heading' ? [node.depth] : [])))
