// Lists that the window shows as choices. They stand apart from the validators, so that it can have them without
// zod: zod tries out `new Function` when it is loaded, which the window's policy refuses with an error on the console.

export const itemKinds = ['webpage', 'paper', 'video', 'code', 'book', 'course'] as const
/** How far a reader is with an item. The first is what every item begins as. */
export const readingStatuses = ['to-read', 'reading', 'read', 'dropped'] as const
export const tagColors = ['yellow', 'red', 'green', 'blue', 'purple', 'magenta', 'orange', 'gray'] as const

/** The types of CSL 1.0.2: what a reference may be. */
export const referenceTypes = [
  'article',
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'bill',
  'book',
  'broadcast',
  'chapter',
  'classic',
  'collection',
  'dataset',
  'document',
  'entry',
  'entry-dictionary',
  'entry-encyclopedia',
  'event',
  'figure',
  'graphic',
  'hearing',
  'interview',
  'legal_case',
  'legislation',
  'manuscript',
  'map',
  'motion_picture',
  'musical_score',
  'pamphlet',
  'paper-conference',
  'patent',
  'performance',
  'periodical',
  'personal_communication',
  'post',
  'post-weblog',
  'regulation',
  'report',
  'review',
  'review-book',
  'software',
  'song',
  'speech',
  'standard',
  'thesis',
  'treaty',
  'webpage',
] as const

/** A colour of the user's palette. An empty name or letter is that of the locales for the colour's id. */
export interface PaletteColor {
  /** What annotations keep of the colour, so that they follow when its hue or its name is changed. */
  id: string
  /** `#rrggbb`, lower case. */
  hex: string
  /** What the colour means to the user: "definition", "to check". */
  name: string
  /** Stands beside the hue, so that it is known without seeing it. One or two characters. */
  letter: string
  /** Offered no more; annotations that have it keep it. */
  hidden?: true | undefined
}

const plain = (id: string, hex: string): PaletteColor => ({ id, hex, name: '', letter: '' })

/** The colours of a new library: Zotero's hues. */
export const startPalette: readonly PaletteColor[] = [
  plain('yellow', '#ffd400'),
  plain('red', '#ff6666'),
  plain('green', '#5fb236'),
  plain('blue', '#2ea8e5'),
  plain('purple', '#a28ae5'),
  plain('magenta', '#e56eee'),
  plain('orange', '#f19837'),
  plain('gray', '#aaaaaa'),
]

/** Kinds of annotation that mark a passage of text: each can be turned into each other. */
export const textMarkKinds = ['highlight', 'underline', 'strike-out', 'squiggly'] as const

/** What one step of editing a paper's annotations was; the window's words for it stand under `annotations:edits`. */
export const annotationEdits = [
  'add',
  'change',
  'comment',
  'recolor',
  'convert',
  'merge',
  'tag',
  'move',
  'erase',
  'delete',
  'carry',
  'place',
  'take',
] as const
export type AnnotationEdit = (typeof annotationEdits)[number]

/** The hue of an annotation's colour, `#rrggbb`: that of the palette's entry, the colour itself where it is a hue, else grey. */
export function hexOfColor(color: string, palette: readonly PaletteColor[]): string {
  if (color.startsWith('#')) return color
  return palette.find(({ id }) => id === color)?.hex ?? startPalette.find(({ id }) => id === color)?.hex ?? '#aaaaaa'
}
/** The formats that libraries are read from and written to. */
export const formatNames = [
  'markdown',
  'bibtex',
  'biblatex',
  'ris',
  'csl-json',
  'bookmarks',
  'opml',
  'csv',
  'pasted',
  'obsidian',
  'folium',
] as const
export type FormatName = (typeof formatNames)[number]

/** Endings of the files that can be imported, without the dot. */
export const importEndings = [
  'md',
  'markdown',
  'txt',
  'bib',
  'bibtex',
  'ris',
  'json',
  'html',
  'htm',
  'opml',
  'xml',
  'csv',
  'tsv',
  'zip',
] as const

/** How annotations are written down beside the PDF itself. */
export const annotationFormats = ['markdown', 'obsidian', 'json-ld', 'zotero', 'hypothesis', 'csv'] as const
export type AnnotationFormatName = (typeof annotationFormats)[number]
/** Ways of laying out the pages of a paper. */
export const scrollModes = ['vertical', 'horizontal', 'wrapped', 'page'] as const
/** Two pages beside each other: none, from the first page on, or with the first page alone. */
export const spreads = ['none', 'odd', 'even'] as const
export const sidebarTabs = ['outline', 'pages', 'find'] as const
/** The colour that the pages are shown in. */
export const paperColors = ['white', 'sepia', 'dark'] as const

/** How a reference is written: APA 7th, IEEE, ACM, Chicago 17th author-date, GB/T 7714-2015 numeric, or as an entry. */
export const citeStyles = ['apa', 'ieee', 'acm', 'chicago', 'gbt7714', 'bibtex'] as const
export type CiteStyle = (typeof citeStyles)[number]

/** What cite keys are made of in a new library: "vaswani2017Attention" in small letters. */
export const startKeyFormula = 'auth.lower + year + shorttitle(1).lower'
