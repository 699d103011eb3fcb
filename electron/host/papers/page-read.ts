/** What the thread says when it has read a page and goes on. */
export const pageRead = 'page-read'
