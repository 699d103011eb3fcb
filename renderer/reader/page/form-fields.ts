import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { FieldValue, FilledField } from '../../../electron/contract/form.ts'
import { FieldNames, isPassing } from './field-names.ts'

/** How long after the last letter a field is kept, ms. */
const pauseMs = 400

/** What stands in fields, by field. */
export type FieldValues = Readonly<Record<string, FieldValue>>

interface FormOptions {
  /** Holds the pages. */
  container: HTMLElement
  document: PDFDocumentProxy
  /** Draws pages anew. */
  redraw(pages: ReadonlySet<number>): void
  signal: AbortSignal
}

/** Keeps fields that the user fills; false where they were not kept. `fields` settles when there is a pause in typing. */
type Keep = (fields: Promise<FilledField[]>) => Promise<boolean>

const isValue = (value: unknown): value is FieldValue =>
  typeof value === 'string' || typeof value === 'boolean' || Array.isArray(value)

/**
 * The form of a document. pdf.js lays its fields over the pages and has in its storage what stands in them; here that is
 * filled from what is kept, and what the user changes is told.
 */
export class FormFields {
  private readonly options: FormOptions
  private readonly names: FieldNames
  private keep: Keep | null = null
  /** What pdf.js's storage had when it was last looked at. */
  private readonly known = new Map<string, FieldValue>()
  /** What of it is kept: the rest is the PDF's own. */
  private kept: FieldValues = {}
  /** What is to be shown, once the names of its fields are known. */
  private shown: FieldValues = {}
  /** Filled and not yet sent. */
  private waiting = new Map<string, FieldValue>()
  private send: (() => void) | null = null
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: FormOptions) {
    this.options = options
    this.names = new FieldNames(options.document)
    const { container, signal } = options
    const heard = { signal }
    container.addEventListener('input', event => this.heard(event), heard)
    container.addEventListener('change', event => this.heard(event, true), heard)
    container.addEventListener('focusout', () => this.flush(), heard)
    window.addEventListener('pagehide', () => this.flush(), heard)
    signal.addEventListener('abort', () => this.flush())
  }

  /** Who keeps what is filled. Without one nothing is told. */
  keepWith(keep: Keep): void {
    this.keep = keep
  }

  /** Shows what is kept of this form, but for what is being written now. */
  show(given: FieldValues): void {
    const learning = this.names.learnOf(Object.keys(given))
    this.shown = given
    if (!learning) this.put(given)
    else void learning.then(() => this.shown === given && !this.options.signal.aborted && this.put(given))
  }

  private put(given: FieldValues): void {
    const { annotationStorage } = this.options.document
    const values: Record<string, FieldValue> = {}
    for (const [id, value] of Object.entries(given)) values[this.names.passingOf(id) ?? id] = value
    const changed = [...new Set([...Object.keys(values), ...Object.keys(this.kept)])].filter(id => {
      if (this.waiting.has(id)) return false
      const next = values[id]
      if (next === undefined ? this.kept[id] === undefined : isSame(this.known.get(id), next)) return false
      annotationStorage.remove(id)
      this.known.delete(id)
      if (next === undefined) return true
      annotationStorage.setValue(id, { value: next })
      this.known.set(id, next)
      return true
    })
    this.kept = values
    const pages = changed.flatMap(id => this.pagesOf(id))
    if (pages.length > 0) this.options.redraw(new Set(pages))
  }

  /** Takes note of what fields are when they are drawn first: pdf.js writes that into its storage as if it were filled. */
  drawn(): void {
    for (const control of this.options.container.querySelectorAll<HTMLInputElement>(unnamed))
      control.ariaLabel = nameOf(control)
    for (const [id, value] of this.stored()) {
      if (this.known.has(id)) continue
      this.known.set(id, value)
      if (isPassing(id)) for (const page of this.pagesOf(id)) void this.names.learn(page)
    }
  }

  private pagesOf(id: string): number[] {
    return [...this.options.container.querySelectorAll(`[data-element-id="${CSS.escape(id)}"]`)].map(element =>
      Number(element.closest<HTMLElement>('.page')?.dataset['pageNumber']),
    )
  }

  private *stored(): Generator<[string, FieldValue]> {
    for (const [id, record] of this.options.document.annotationStorage) {
      const { value } = (record ?? {}) as { value?: unknown }
      if (isValue(value)) yield [id, Array.isArray(value) ? [...value] : value]
    }
  }

  private heard({ target }: Event, isWhole = false): void {
    // A password has no place in a file.
    if (!(target instanceof HTMLElement) || !target.closest('.annotationLayer') || target.matches('[type="password"]'))
      return
    let isNews = false
    for (const [id, value] of this.stored()) {
      if (isSame(this.known.get(id), value)) continue
      this.known.set(id, value)
      this.waiting.set(id, value)
      isNews = true
    }
    if (isNews) this.wait()
    if (isWhole) this.flush()
  }

  private wait(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), pauseMs)
    if (this.send || !this.keep) return
    let sent = new Map<string, FieldValue>()
    const pause = new Promise<FilledField[]>(resolve => {
      this.send = () => {
        sent = this.waiting
        this.waiting = new Map()
        resolve(this.named(sent))
      }
    })
    void this.keep(pause).then(isKept => {
      // The next try takes along what was refused.
      if (!isKept) for (const [id, value] of sent) if (!this.waiting.has(id)) this.waiting.set(id, value)
    })
  }

  private async named(values: ReadonlyMap<string, FieldValue>): Promise<FilledField[]> {
    const passing = [...values.keys()].filter(isPassing)
    // Only then: what is sent as the window closes must not wait.
    if (passing.length > 0)
      await Promise.all(passing.flatMap(id => this.pagesOf(id)).map(page => this.names.learn(page)))
    return [...values].flatMap(([passed, value]) => {
      const id = this.names.lastingOf(passed)
      return id === null ? [] : { id, value }
    })
  }

  private flush(): void {
    clearTimeout(this.timer)
    this.send?.()
    this.send = null
  }
}

/** Fields that a screen reader has no name for: pdf.js gives its own (/TU) to what stands around them. */
const unnamed = '.annotationLayer :is(input, textarea, select)[data-element-id]:not([aria-label])'
/** The name that the form has for people, else the last part of the field's own. */
const nameOf = ({ parentElement, name }: HTMLInputElement): string =>
  parentElement?.title || (name.split('.').at(-1) ?? '')

const isSame = (one: FieldValue | undefined, other: FieldValue): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
