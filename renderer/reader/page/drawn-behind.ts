// In which order the parts of a page are drawn that pdf.js's page views draw one after the other.
import type { PageView } from './page-view.ts'
import type { LayerContent } from './pdf.worker.ts'

/** How many items are made into a text layer before the window has a turn. */
export const itemsAtOnce = 400

/**
 * Gives a page the words that were asked for, once. pdf.js (6.5) asks for them only when the picture is done, and is then told
 * ten at a time; so they are there by then, and seen with the picture.
 */
export function streamOf(page: NonNullable<PageView['pdfPage']>, asked: () => Promise<LayerContent | null>): void {
  page.streamTextContent = options => {
    Reflect.deleteProperty(page, 'streamTextContent')
    return new ReadableStream(inTurns(asked().then(content => content ?? read(page.streamTextContent(options)))))
  }
}

/** Longest that what lies over a page waits for its words, ms. */
export const mostMs = 250

/**
 * Has what lies over a page that begins to be drawn laid out behind the frame that shows its words: fields, links, and
 * addresses among the words, which pdf.js (6.5) looks for in between. `words` settles once they are laid out; `onOver` is
 * called when they are, or are waited for no longer.
 */
export function layOverLater(layer: PageView['annotationLayer'], words: Promise<void>, onOver: () => void): void {
  if (!layer || layer.div) return
  layer.render = async options => {
    Reflect.deleteProperty(layer, 'render')
    await Promise.race([words, new Promise(resolve => setTimeout(resolve, mostMs))])
    onOver()
    await frameIsOut()
    return layer.render(options)
  }
}

/** Settles behind the next frame. */
export const frameIsOut = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))

/** Has the words sorted for what lies over them behind the frame that shows them: it takes longer than to lay them out. */
export function pairLater(manager: PageView['_accessibilityManager']): void {
  if (!manager || Object.hasOwn(manager, 'enable')) return
  const [enable, disable] = [manager.enable.bind(manager), manager.disable.bind(manager)]
  let isWanted = false
  manager.enable = () => {
    isWanted = true
    void frameIsOut().then(() => {
      if (isWanted) enable()
      isWanted = false
    })
  }
  manager.disable = () => {
    isWanted = false
    disable()
  }
}

/** What is used of pdf.js's rendering queue. */
export interface Next {
  getHighestPriority(visible: object, views: PageView[], ...how: [boolean, boolean?, boolean?]): PageView | null
}

/** Has pages that are not seen drawn only while nothing `isAwaited` of those that are: one thread reads both. */
export function seenFirst(queue: Next, isAwaited: () => boolean): void {
  const next = queue.getHighestPriority.bind(queue)
  queue.getHighestPriority = (visible, ...rest) => {
    const view = next(visible, ...rest)
    const isSeen = view && (visible as { ids: ReadonlySet<number> }).ids.has(view.id)
    return isSeen || !isAwaited() ? view : null
  }
}

/** Has nothing drawn that is in view only on the way to where `go` goes. */
export function unseen(queue: Next | undefined, go: () => void): void {
  if (!queue) return go()
  const { getHighestPriority } = queue
  queue.getHighestPriority = () => null
  go()
  queue.getHighestPriority = getHighestPriority
}

/** What pdf.js tells of a page's words, where our own question found none. */
async function read(stream: ReadableStream<object>): Promise<LayerContent> {
  const content: LayerContent = { items: [], styles: {}, lang: null }
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const { items, styles, lang } = next.value as LayerContent
    content.items.push(...items)
    Object.assign(content.styles, styles)
    content.lang ??= lang
  }
  return content
}

/** A page of thousands of words must not hold up a frame. */
function inTurns(asked: Promise<LayerContent>): UnderlyingDefaultSource<object> {
  let at = 0
  return {
    pull: async controller => {
      const { items, ...rest } = await asked
      if (at > 0) await new Promise(resolve => setTimeout(resolve))
      controller.enqueue({ ...rest, items: items.slice(at, at + itemsAtOnce) })
      at += itemsAtOnce
      if (at >= items.length) controller.close()
    },
  }
}
