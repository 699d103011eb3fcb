// pdf.js's parser, which also reads the text of several pages at one request. Asked through pdf.js each page costs eight
// messages and thousands of copied values, and with them the window more time than the reading takes.
import 'pdfjs-dist/build/pdf.worker.mjs'
import { type FontNumbers, offHeap, type PageText, pageTextFrom } from '../../../electron/contract/text/page-text.ts'

/** Pages, by their index, whose text is wanted; a number to know the answer by. */
export interface TextRequest {
  textRequest: number
  pages: readonly number[]
}
/** Null where a page cannot be read. */
export interface TextAnswer {
  textAnswer: number
  pages: (Pick<PageText, 'text' | 'runs'> | null)[]
}

/** What is used of pdf.js's own messages, as its MessageHandler writes them. */
interface Message {
  sourceName?: string
  targetName?: string
  action?: string
  stream?: number
  streamId?: number
  chunk?: { items: object[] }
}
const streamKind = { close: 3, error: 5 }
type Item = Parameters<typeof pageTextFrom>[0][number]

const scope = globalThis as unknown as {
  addEventListener(type: 'message', listener: (event: MessageEvent<Message | TextRequest>) => void): void
  dispatchEvent(event: Event): void
  postMessage(message: Message | TextAnswer, transfer?: Transferable[]): void
}
const post = scope.postMessage.bind(scope)

/** Whom pdf.js's messages about the document come from and go to. */
let names: Pick<Message, 'sourceName' | 'targetName'> = {}
/** The pages that are being read, by their streams; the window counts its own from 1. */
const streams = new Map<number, (message: Message) => void>()
let lastStream = 2 ** 32

/** As pdf.js's text layer reads a page, so that offsets here are offsets there. */
const asLaidOut = { includeMarkedContent: true, disableNormalization: true }

/** The items of a page's text, marked content left out; null where it cannot be read. */
function itemsOf(pageIndex: number): Promise<Item[] | null> {
  return new Promise(resolve => {
    const items: Item[] = []
    const streamId = ++lastStream
    streams.set(streamId, ({ chunk, stream }) => {
      for (const item of chunk?.items ?? []) if ('str' in item) items.push(item as Item)
      if (stream !== streamKind.close && stream !== streamKind.error) return
      streams.delete(streamId)
      resolve(stream === streamKind.close ? items : null)
    })
    const asked = { pageId: pageIndex, pageIndex, ...asLaidOut }
    const data = { ...names, action: 'GetTextContent', streamId, desiredSize: Infinity, data: asked }
    scope.dispatchEvent(new MessageEvent('message', { data }))
  })
}

const fonts: FontNumbers = new Map()

async function answer({ textRequest, pages }: TextRequest): Promise<void> {
  const texts: TextAnswer['pages'] = []
  for (const page of pages) {
    const items = await itemsOf(page)
    texts.push(items && wordsFrom(items))
  }
  post({ textAnswer: textRequest, pages: texts })
}

function wordsFrom(items: readonly Item[]): Pick<PageText, 'text' | 'runs'> {
  const { text, runs } = pageTextFrom(items, { view: [], rotate: 0 }, fonts)
  return offHeap({ text, runs })
}

scope.addEventListener('message', ({ data }) => {
  if ('textRequest' in data) return void answer(data)
  const { action, sourceName, targetName } = data
  if (action === 'Ready') names = { sourceName, targetName } as typeof names
})

scope.postMessage = (message, transfer) => {
  const reader = 'streamId' in message ? streams.get(message.streamId ?? 0) : undefined
  if (reader) reader(message as Message)
  else post(message, transfer)
}
