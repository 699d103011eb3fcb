import type { Drawings } from './drawing.ts'

export const footnotes: Drawings = {
  footnoteReference: ({ node }) => <sup>{node.label ?? node.identifier}</sup>,
  footnoteDefinition: ({ node, inner }) => (
    <div className="footnote">
      <sup>{node.label ?? node.identifier}</sup>
      <div>{inner}</div>
    </div>
  ),
}
