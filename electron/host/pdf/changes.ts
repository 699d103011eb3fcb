import type { Addition } from './append.ts'
import type { PdfFile } from './file.ts'
import { type Dict, type PdfObject, Ref } from './objects.ts'

/** Objects of a file as they are to be: each is copied once, changed as often as need be, and written at the end. */
export class Changes {
  private readonly file: PdfFile
  private readonly addition: Addition
  private readonly changed = new Map<number, { ref: Ref; value: Dict | PdfObject[] }>()

  constructor(file: PdfFile, addition: Addition) {
    this.file = file
    this.addition = addition
  }

  /** A dictionary, to be changed in place. */
  dict(ref: Ref): Dict {
    const known = this.changed.get(ref.num)?.value
    return known instanceof Map ? known : this.begin(ref, new Map(this.file.dictOf(this.addition.of(ref) ?? ref)))
  }

  /** A new object of its own with these entries. */
  add(entries: Dict): Ref {
    const ref = this.addition.reserve()
    this.begin(ref, new Map(entries))
    return ref
  }

  /** The list of an entry, to be changed in place: it is an object of its own, or lies in the dictionary. */
  list(holder: Dict, key: string): PdfObject[] {
    const place = holder.get(key)
    if (!(place instanceof Ref)) {
      const list = [...this.file.listOf(place)]
      holder.set(key, list)
      return list
    }
    const known = this.changed.get(place.num)?.value
    return Array.isArray(known) ? known : this.begin(place, [...this.file.listOf(this.addition.of(place) ?? place)])
  }

  private begin<T extends Dict | PdfObject[]>(ref: Ref, value: T): T {
    this.changed.set(ref.num, { ref, value })
    return value
  }

  write(): void {
    for (const { ref, value } of this.changed.values()) this.addition.put(ref, value)
  }
}
