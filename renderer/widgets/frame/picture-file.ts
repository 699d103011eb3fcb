/** Pictures as files: what is on the screen with its colours resolved, so that it stands without Folium's style sheets. */

const drawn = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
  'image-rendering',
] as const
const space = 'http://www.w3.org/2000/svg'
/** Pixels of a PNG beside one of the screen: sharp in print. */
const pngScale = 2

/** Copies the computed look onto attributes: a style attribute would be refused by the window's own policy. */
function withLook(source: SVGElement): SVGElement {
  const copy = source.cloneNode(true) as SVGElement
  const [originals, copies] = [source, copy].map(root => [root, ...root.querySelectorAll<SVGElement>('*')])
  originals!.forEach((original, i) => {
    const look = getComputedStyle(original)
    const target = copies![i]!
    target.removeAttribute('style')
    for (const name of drawn) {
      const value = look.getPropertyValue(name)
      if (value && !value.includes('context')) target.setAttribute(name, value)
    }
    if (look.display === 'none') target.setAttribute('display', 'none')
  })
  return copy
}

const imageFrom = (href: string, box: DOMRect, origin: DOMRect): SVGElement => {
  const image = document.createElementNS(space, 'image')
  const place = { x: box.x - origin.x, y: box.y - origin.y, width: box.width, height: box.height }
  for (const [name, value] of Object.entries(place)) image.setAttribute(name, String(value))
  image.setAttribute('href', href)
  image.setAttribute('preserveAspectRatio', 'none')
  return image
}

/** All drawings and canvases inside an element, each where it stands, as one SVG document. Null where there are none. */
export function svgFrom(element: Element): { text: string; width: number; height: number } | null {
  const parts = [...element.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('.plot svg, svg.plot, canvas')]
  const visible = parts.filter(part => part.getBoundingClientRect().width > 0 && !part.parentElement?.closest('svg'))
  if (!visible.length) return null
  const origin = element.getBoundingClientRect()
  const [width, height] = [Math.ceil(origin.width), Math.ceil(origin.height)]
  const root = document.createElementNS(space, 'svg')
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
    root.setAttribute(name, String(value))
  const ground = document.createElementNS(space, 'rect')
  ground.setAttribute('width', String(width))
  ground.setAttribute('height', String(height))
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--paper').trim() || 'white')
  root.append(ground)
  for (const part of visible) {
    const box = part.getBoundingClientRect()
    if (part instanceof HTMLCanvasElement) {
      root.append(imageFrom(part.toDataURL(), box, origin))
      continue
    }
    const copy = withLook(part)
    copy.setAttribute('x', String(box.x - origin.x))
    copy.setAttribute('y', String(box.y - origin.y))
    root.append(copy)
  }
  return { text: new XMLSerializer().serializeToString(root), width, height }
}

/** The same picture as PNG. */
export async function pngFrom(element: Element): Promise<Uint8Array | null> {
  const svg = svgFrom(element)
  if (!svg) return null
  const url = URL.createObjectURL(new Blob([svg.text], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = new OffscreenCanvas(svg.width * pngScale, svg.height * pngScale)
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  } finally {
    URL.revokeObjectURL(url)
  }
}
