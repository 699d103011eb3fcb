import { controls, unionOf, wordsIn, type Box, type WordsLine } from './picture-words.ts'

/**
 * Pictures as files: what is on the screen with its colours resolved, its title and its words, so that it stands without
 * Folium and is understood without it.
 */

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
  'vector-effect',
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

type Corner = Pick<Box, 'left' | 'top'>

function imageFrom(href: string, box: DOMRect, origin: Corner): SVGElement {
  const image = document.createElementNS(space, 'image')
  image.setAttribute('image-rendering', 'pixelated')
  const place = { x: box.x - origin.left, y: box.y - origin.top, width: box.width, height: box.height }
  for (const [name, value] of Object.entries(place)) image.setAttribute(name, String(value))
  image.setAttribute('href', href)
  image.setAttribute('preserveAspectRatio', 'none')
  return image
}

function drawnFrom(part: Drawing, origin: Corner): SVGElement {
  const box = part.getBoundingClientRect()
  if (part instanceof HTMLCanvasElement) return imageFrom(part.toDataURL(), box, origin)
  const copy = withLook(part)
  copy.setAttribute('x', String(box.x - origin.left))
  copy.setAttribute('y', String(box.y - origin.top))
  return copy
}

function wordsFrom(
  { text, box, baseline, look }: Omit<WordsLine, 'box'> & { readonly box: Corner },
  origin: Corner,
): SVGElement {
  const words = document.createElementNS(space, 'text')
  words.setAttribute('x', (box.left - origin.left).toFixed(1))
  words.setAttribute('y', (baseline - origin.top).toFixed(1))
  words.setAttribute('fill', look.color)
  for (const name of ['font-family', 'font-size', 'font-weight', 'font-style'] as const)
    words.setAttribute(name, look.getPropertyValue(name))
  words.textContent = text
  return words
}

const described = (name: 'title' | 'desc', text: string): SVGElement => {
  const element = document.createElementNS(space, name)
  element.textContent = text
  return element
}

/** Around a picture, and above it for its title, px. */
const [marginPx, titlePx] = [12, 28]

/** What a picture is called and what it shows, in words. */
export interface PictureName {
  readonly title: string
  readonly summary: string
}

type Drawing = SVGSVGElement | HTMLCanvasElement

const drawingsIn = (element: Element): Drawing[] =>
  [...element.querySelectorAll<Drawing>('svg, canvas')].filter(
    part => part.getBoundingClientRect().width > 0 && !part.parentElement?.closest(`svg, ${controls}`),
  )

/**
 * All drawings, canvases and words inside an element, each where it stands, under their title, as one SVG document. Null
 * where nothing is drawn.
 */
export function svgFrom(
  element: Element,
  { title, summary }: PictureName,
): { text: string; width: number; height: number } | null {
  const [parts, lines] = [drawingsIn(element), wordsIn(element)]
  if (!parts.length) return null
  const box = unionOf([...parts.map(part => part.getBoundingClientRect()), ...lines.map(line => line.box)])
  const origin = { left: box.left - marginPx, top: box.top - marginPx - titlePx }
  const [width, height] = [box.right + marginPx - origin.left, box.bottom + marginPx - origin.top].map(Math.ceil) as [
    number,
    number,
  ]
  const root = document.createElementNS(space, 'svg')
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
    root.setAttribute(name, String(value))
  const ground = document.createElementNS(space, 'rect')
  ground.setAttribute('width', String(width))
  ground.setAttribute('height', String(height))
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--paper').trim() || 'white')
  const heading = wordsFrom({ text: title, box, baseline: box.top - marginPx, look: getComputedStyle(element) }, origin)
  heading.setAttribute('font-weight', '600')
  root.append(described('title', title), described('desc', summary), ground, heading)
  root.append(...parts.map(part => drawnFrom(part, origin)), ...lines.map(line => wordsFrom(line, origin)))
  return { text: new XMLSerializer().serializeToString(root), width, height }
}

/** The same picture as PNG. */
export async function pngFrom(element: Element, name: PictureName): Promise<Uint8Array | null> {
  const svg = svgFrom(element, name)
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
