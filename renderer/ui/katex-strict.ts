import katex from 'katex'

interface Drawing {
  attributes: { style?: string }
  toNode(): SVGElement
}
interface Internals {
  __domTree: { SvgNode: { prototype: Drawing } }
}

// KaTeX writes the width of a hat, a vector's arrow or a tall bracket as a style attribute, which the window's policy
// refuses: the sign would be stretched over its formula. Said through the object model the same width is allowed.
const drawing = (katex as unknown as Internals).__domTree.SvgNode.prototype
const { toNode } = drawing
drawing.toNode = function (this: Drawing) {
  const { style, ...attributes } = this.attributes
  this.attributes = attributes
  const node = toNode.call(this)
  if (style) node.style.cssText = style
  return node
}

export { katex }
