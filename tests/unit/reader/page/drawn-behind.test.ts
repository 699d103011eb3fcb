import { describe, expect, it, vi } from 'vitest'
import {
  itemsAtOnce,
  layOverLater,
  mostMs,
  type Next,
  pairLater,
  seenFirst,
  streamOf,
  unseen,
} from '../../../../renderer/reader/page/drawn-behind.ts'
import { withFrames } from './frames.ts'

interface Content {
  items: string[]
  styles: Record<string, object>
  lang: string | null
}

const contentOf = (count: number, lang: string | null = 'en'): Content => ({
  items: Array.from({ length: count }, (_, index) => `word ${index}`),
  styles: { serif: {} },
  lang,
})
const asked = (content: Content | null) => () =>
  Promise.resolve(content) as unknown as ReturnType<Parameters<typeof streamOf>[1]>

/** A page as pdf.js has it, which tells of its words in pieces. */
class Page {
  told = 0
  private readonly pieces: Content[]

  constructor(...pieces: Content[]) {
    this.pieces = pieces
  }

  streamTextContent(_: object): ReadableStream<object> {
    this.told++
    return new ReadableStream({
      start: controller => {
        for (const piece of this.pieces) controller.enqueue(piece)
        controller.close()
      },
    })
  }
}

async function allOf(stream: ReadableStream<object>): Promise<Content[]> {
  const pieces: Content[] = []
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value as Content)
  return pieces
}

describe('the words of a page', () => {
  it('are those that were asked for, so many at a time, once', async () => {
    const page = new Page(contentOf(3))
    streamOf(page, asked(contentOf(itemsAtOnce * 2 + 1)))
    const pieces = await allOf(page.streamTextContent({}))
    expect(pieces.map(({ items }) => items.length)).toEqual([itemsAtOnce, itemsAtOnce, 1])
    expect(pieces.flatMap(({ items }) => items)).toEqual(contentOf(itemsAtOnce * 2 + 1).items)
    expect(pieces.every(({ styles, lang }) => 'serif' in styles && lang === 'en')).toBe(true)
    expect(page.told, 'pdf.js was not asked').toBe(0)
    // Drawn another time the page tells itself.
    expect((await allOf(page.streamTextContent({}))).flatMap(({ items }) => items)).toHaveLength(3)
    expect(page.told).toBe(1)
  })

  it('are asked for once the page wants them, which is when its picture is done', () => {
    const page = new Page()
    const ask = vi.fn(asked(contentOf(1)))
    streamOf(page, ask)
    expect(ask).not.toHaveBeenCalled()
    page.streamTextContent({})
    expect(ask).toHaveBeenCalledOnce()
  })

  it('are one empty piece on a page without', async () => {
    const page = new Page()
    streamOf(page, asked(contentOf(0)))
    expect(await allOf(page.streamTextContent({}))).toEqual([contentOf(0)])
  })

  it('are what pdf.js tells where none were found', async () => {
    const page = new Page({ ...contentOf(2, null), styles: { serif: {} } }, { ...contentOf(1), styles: { sans: {} } })
    streamOf(page, asked(null))
    expect(await allOf(page.streamTextContent({}))).toEqual([
      { items: ['word 0', 'word 1', 'word 0'], styles: { serif: {}, sans: {} }, lang: 'en' },
    ])
  })
})

describe('what lies over a page', () => {
  withFrames()

  class Layer {
    div: HTMLElement | null = null
    drawn = 0

    render(_: object): Promise<void> {
      this.drawn++
      return Promise.resolve()
    }
  }

  it('is laid out behind the frame that shows the words, and at once another time', async () => {
    const layer = new Layer()
    let laid: () => void = () => undefined
    layOverLater(layer, new Promise(resolve => (laid = resolve)), vi.fn())
    const done = layer.render({})
    await vi.advanceTimersByTimeAsync(100)
    expect(layer.drawn).toBe(0)
    laid()
    await vi.advanceTimersByTimeAsync(15)
    expect(layer.drawn, 'the frame is not out yet').toBe(0)
    await vi.advanceTimersByTimeAsync(2)
    await done
    expect(layer.drawn).toBe(1)
    await layer.render({})
    expect(layer.drawn).toBe(2)
  })

  it('waits for words that do not come no longer than it must', async () => {
    const layer = new Layer()
    const onOver = vi.fn()
    layOverLater(layer, new Promise(() => undefined), onOver)
    const done = layer.render({})
    await vi.advanceTimersByTimeAsync(mostMs + 17)
    await done
    expect(layer.drawn).toBe(1)
    expect(onOver).toHaveBeenCalledOnce()
  })

  it('is left alone where it is there, or where there is none', () => {
    const layer = new Layer()
    layer.div = {} as HTMLElement
    layOverLater(layer, Promise.resolve(), vi.fn())
    expect(Object.hasOwn(layer, 'render')).toBe(false)
    expect(() => layOverLater(null, Promise.resolve(), vi.fn())).not.toThrow()
  })
})

describe('the words that stand beside what lies over a page', () => {
  withFrames()

  class Manager {
    readonly done: string[] = []
    enable(): void {
      this.done.push('enabled')
    }
    disable(): void {
      this.done.push('disabled')
    }
  }

  it('are sorted behind the frame that shows them', async () => {
    const manager = new Manager()
    pairLater(manager)
    manager.enable()
    await vi.advanceTimersByTimeAsync(15)
    expect(manager.done, 'the frame is not out yet').toEqual([])
    await vi.advanceTimersByTimeAsync(2)
    expect(manager.done).toEqual(['enabled'])
  })

  it('are not sorted once they are taken away, and once where they come again', async () => {
    const manager = new Manager()
    pairLater(manager)
    pairLater(manager)
    manager.enable()
    manager.disable()
    await vi.advanceTimersByTimeAsync(50)
    expect(manager.done).toEqual(['disabled'])
    manager.enable()
    manager.disable()
    manager.enable()
    await vi.advanceTimersByTimeAsync(50)
    expect(manager.done).toEqual(['disabled', 'disabled', 'enabled'])
  })
})

describe('a page that is not seen', () => {
  it('is drawn while no words of a seen one are awaited, a seen one always', () => {
    const pages = [{ id: 1 }, { id: 2 }] as Parameters<Next['getHighestPriority']>[1]
    let next = 2
    const queue: Next = { getHighestPriority: () => pages[next - 1] ?? null }
    let awaited = true
    seenFirst(queue, () => awaited)
    const asked = () => queue.getHighestPriority({ ids: new Set([1]) }, pages, true)?.id
    expect(asked()).toBeUndefined()
    next = 1
    expect(asked()).toBe(1)
    awaited = false
    next = 2
    expect(asked()).toBe(2)
  })

  it('is not drawn where it is in view only on the way to another', () => {
    const page = { id: 1 } as ReturnType<Next['getHighestPriority']>
    const queue: Next = { getHighestPriority: () => page }
    const asked = () => queue.getHighestPriority({ ids: new Set([1]) }, [], true)
    unseen(queue, () => expect(asked()).toBeNull())
    expect(asked()).toBe(page)
  })
})
