/** What the thread says when it has read a page and goes on: the first `read` of so many. */
export interface PagesRead {
  readonly kind: 'pages-read'
  readonly read: number
  readonly pages: number
}

export const isPagesRead = (said: unknown): said is PagesRead =>
  typeof said === 'object' && said !== null && (said as PagesRead).kind === 'pages-read'
