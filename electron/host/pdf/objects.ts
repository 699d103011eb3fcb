// The objects of a PDF file (ISO 32000-2, 7.3), as plain values: null, booleans, numbers and arrays are JavaScript's own.

/** A name, decoded: `/A#20B` is `A B`. */
export class Name {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** An indirect reference, `12 0 R`. */
export class Ref {
  readonly num: number
  readonly gen: number
  constructor(num: number, gen = 0) {
    this.num = num
    this.gen = gen
  }
}

/** A string of bytes, decrypted; what they mean is told by `text.ts`. */
export class PdfString {
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

export type Dict = Map<string, PdfObject>

/** A stream with its bytes as they lie in the file (still filtered), decrypted. */
export class Stream {
  readonly dict: Dict
  readonly bytes: Uint8Array
  constructor(dict: Dict, bytes: Uint8Array) {
    this.dict = dict
    this.bytes = bytes
  }
}

export type PdfObject = null | boolean | number | Name | Ref | PdfString | Stream | Dict | PdfObject[]

export const name = (text: string): Name => new Name(text)

/** A dictionary from its entries; those that are undefined are left out. */
export const dict = (entries: Readonly<Record<string, PdfObject | undefined>>): Dict =>
  new Map(Object.entries(entries).filter((entry): entry is [string, PdfObject] => entry[1] !== undefined))

export const isName = (value: PdfObject | undefined, text: string): boolean =>
  value instanceof Name && value.name === text

/** Why a PDF cannot be written to, or read for its annotations. */
export type PdfFault = 'damaged' | 'password' | 'encryption-unknown' | 'too-deep'

/** A file that is not as the standard has it; `detail` says what was expected and where (English, for the log and tests). */
export class PdfError extends Error {
  readonly fault: PdfFault
  constructor(fault: PdfFault, detail: string) {
    super(detail)
    this.name = 'PdfError'
    this.fault = fault
  }
}
