import type { KnownAnnotation } from '../../contract/annotation.ts'
import type { PaperText } from '../../contract/text/page-text.ts'
import { PdfFile } from '../pdf/file.ts'
import { readAnnotations } from '../pdf/read.ts'
import { foreignFromPdf, type FromPdf } from './from-pdf.ts'
import { intakeOf } from './intake.ts'
import { isSameMark, namedAs } from './same-mark.ts'

interface Mark {
  name: string
  annotation: KnownAnnotation
}

/** Where an annotation of any kind is. */
const placeFields = ['page', 'parts', 'pointPt', 'rectPt', 'strokes']

function marksIn(bytes: Uint8Array): FromPdf[] {
  try {
    return foreignFromPdf(readAnnotations(PdfFile.open(bytes)))
  } catch {
    return [] // it has a password, or cannot be read for them
  }
}

/** The names (NM) of a file's annotations, by the numbers of their objects; none where the file is gone. */
export async function namesIn(reading: Promise<Uint8Array>): Promise<ReadonlyMap<string, string>> {
  const bytes = await reading.catch(() => null)
  return new Map((bytes ? marksIn(bytes) : []).flatMap(({ objects, name }) => objects.map(id => [id, name] as const)))
}

/** The marks that a file carries itself, in whose place annotations of an earlier file stand that are the same. */
export class FileMarks {
  private readonly marks: Mark[]

  constructor(bytes: Uint8Array, paper: string, text: PaperText) {
    const found = marksIn(bytes)
    const intakes = intakeOf(found, { paper, text, known: [], palette: [], author: '', now: new Date().toISOString() })
    this.marks = intakes.flatMap((each, index) =>
      'annotation' in each && each.annotation.origin
        ? [{ name: found[index]?.name ?? '', annotation: each.annotation }]
        : [],
    )
  }

  /**
   * An annotation that was carried over (`earlier` as it was in the earlier file), as it stands in this file: what the file carries itself is
   * at its place for sure, and the file's own is not drawn under it. `names` are those of the earlier file's own marks.
   */
  standingFor(carried: KnownAnnotation, earlier: KnownAnnotation, names: ReadonlyMap<string, string>): KnownAnnotation {
    const isOwn = ({ name, annotation }: Mark) =>
      annotation.kind === carried.kind && (annotation.id === carried.id || namedAs(name, carried.id))
    const found = this.take(isOwn) ?? (earlier.origin?.program === 'pdf' ? this.foreign(carried, earlier, names) : null)
    if (!found) return carried
    const { anchoring, ...ours } = carried
    const place = Object.entries(found).filter(([name]) => anchoring?.state === 'orphan' && placeFields.includes(name))
    return { ...ours, ...Object.fromEntries(place), origin: found.origin } as KnownAnnotation
  }

  /** The foreign mark that an annotation was once taken over from: by its name, else by kind, author and place. */
  private foreign(
    carried: KnownAnnotation,
    earlier: KnownAnnotation,
    names: ReadonlyMap<string, string>,
  ): KnownAnnotation | null {
    const known = names.get(earlier.origin?.id ?? '') ?? ''
    const isNamed = ({ name, annotation }: Mark) => known !== '' && name === known && annotation.kind === carried.kind
    const isThere = ({ name, annotation }: Mark) =>
      (known === '' || name === '') &&
      (annotation.author === '' || annotation.author === earlier.author) &&
      (isSameMark(annotation, carried) || isSameMark(annotation, earlier))
    return this.take(isNamed) ?? this.take(isThere)
  }

  /** One mark stands for one annotation. */
  private take(isWanted: (mark: Mark) => boolean): KnownAnnotation | null {
    const at = this.marks.findIndex(isWanted)
    return at < 0 ? null : (this.marks.splice(at, 1)[0]?.annotation ?? null)
  }
}
