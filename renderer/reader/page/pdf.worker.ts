// pdf.js's parser, which also reads the text of several pages, or what a text layer is made of, at one request. Asked through
// pdf.js each page costs eight messages and thousands of copied values, and with them the window more time than the reading takes.
import 'pdfjs-dist/build/pdf.worker.mjs'
import { type FontNumbers, offHeap, type PageText, pageTextFrom } from '../../../electron/contract/text/page-text.ts'

/** Pages, by their index, whose text is wanted, or one whose text layer is to be made. */
export interface TextQuestions {
  pages: { pages: readonly number[] }
  layer: { layerOf: number }
}
/** A question with a number to know its answer by. */
export type TextRequest = { textRequest: number } & TextQuestions[keyof TextQuestions]

/** Null where a page cannot be read. */
export interface TextAnswers {
  pages: (PageText | null)[]
  layer: LayerContent | null
}
export interface TextAnswer<K extends keyof TextAnswers = keyof TextAnswers> {
  textAnswer: number
  answer: TextAnswers[K]
}

/** What pdf.js makes a text layer of (`TextContent`), marked content included. */
export interface LayerContent {
  items: object[]
  styles: object
  lang: string | null
}

/** What is used of pdf.js's own messages, as its MessageHandler writes them. */
interface Message {
  sourceName?: string
  targetName?: string
  action?: string
  stream?: number
  streamId?: number
  callback?: number
  callbackId?: number
  chunk?: LayerContent
  data?: { pageIndex?: number } & PageBox
}
/** What pdf.js's answer to GetPage says of a page. */
type PageBox = Pick<PageText, 'view' | 'rotate'>
const streamKind = { cancelled: 2, close: 3, error: 5 }
const callbackKind = { data: 1 }
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

/** What waits for an answer of pdf.js's, by its number; the window counts its own from 1. */
const calls = new Map<number, (page: PageBox | null) => void>()
let lastCall = 2 ** 32

/** A page as pdf.js has it; null where it has none: of such a one (6.5) it never says how the reading of its text ended. */
function pageAt(pageIndex: number): Promise<PageBox | null> {
  return new Promise(resolve => {
    const callbackId = ++lastCall
    calls.set(callbackId, resolve)
    const data = { ...names, action: 'GetPage', callbackId, data: { pageIndex } }
    scope.dispatchEvent(new MessageEvent('message', { data }))
  })
}

/** All that pdf.js tells of a page's text; null where it cannot be read. */
async function contentOf(pageIndex: number): Promise<LayerContent | null> {
  return (await pageAt(pageIndex)) ? contentOfPage(pageIndex) : null
}

function contentOfPage(pageIndex: number): Promise<LayerContent | null> {
  return new Promise(resolve => {
    const content: LayerContent = { items: [], styles: {}, lang: null }
    const streamId = ++lastStream
    streams.set(streamId, ({ chunk, stream }) => {
      for (const item of chunk?.items ?? []) content.items.push(item)
      Object.assign(content.styles, chunk?.styles)
      content.lang ??= chunk?.lang ?? null
      if (stream !== streamKind.close && stream !== streamKind.error) return
      streams.delete(streamId)
      resolve(stream === streamKind.close ? content : null)
    })
    const asked = { pageId: pageIndex, pageIndex, ...asLaidOut }
    const data = { ...names, action: 'GetTextContent', streamId, desiredSize: Infinity, data: asked }
    scope.dispatchEvent(new MessageEvent('message', { data }))
  })
}

const fonts: FontNumbers = new Map()

async function textsOf(pages: readonly number[]): Promise<TextAnswers['pages']> {
  const texts: TextAnswers['pages'] = []
  for (const index of pages) {
    const page = await pageAt(index)
    const content = page && (await contentOfPage(index))
    texts.push(content && wordsFrom(content, page))
  }
  return texts
}

function wordsFrom({ items }: LayerContent, { view, rotate }: PageBox): PageText {
  const words = items.filter(item => 'str' in item) as Item[]
  return offHeap(pageTextFrom(words, { view, rotate }, fonts))
}

/** What is being made for the drawing of pages, by its stream: the page's index, and what waits for it. */
const drawings = new Map<number, { page: number; done: PromiseWithResolvers<void> }>()

/** What a page's text layer is made of, read once its picture has been sent: that comes first. */
async function layerOf(page: number): Promise<LayerContent | null> {
  await Promise.all([...drawings.values()].flatMap(drawing => (drawing.page === page ? [drawing.done.promise] : [])))
  return contentOf(page)
}

async function answer(request: TextRequest): Promise<void> {
  const found = await ('pages' in request ? textsOf(request.pages) : layerOf(request.layerOf))
  post({ textAnswer: request.textRequest, answer: found })
}

scope.addEventListener('message', ({ data }) => {
  if ('textRequest' in data) return void answer(data)
  const { action, sourceName, targetName, streamId } = data
  if (action === 'Ready') names = { sourceName, targetName } as typeof names
  if (action === 'GetOperatorList' && streamId)
    drawings.set(streamId, { page: data.data?.pageIndex ?? -1, done: Promise.withResolvers() })
})

function noteDrawn({ streamId = 0, stream = 0 }: Message): void {
  if (!Object.values(streamKind).includes(stream)) return
  drawings.get(streamId)?.done.resolve()
  drawings.delete(streamId)
}

scope.postMessage = (message, transfer) => {
  const reader = 'streamId' in message ? streams.get(message.streamId ?? 0) : undefined
  if (reader) return reader(message as Message)
  const caller = 'callbackId' in message ? calls.get(message.callbackId ?? 0) : undefined
  if (caller) {
    calls.delete((message as Message).callbackId ?? 0)
    const { callback, data } = message as Message
    return caller(callback === callbackKind.data ? (data ?? null) : null)
  }
  post(message, transfer)
  if ('streamId' in message) noteDrawn(message)
}
