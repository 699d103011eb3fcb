/**
 * Puts words on the system's clipboard, with rich text beside them. By a copy event, which needs no permission
 * (the app is granted none); false where the system takes nothing.
 */
export function copied(plain: string, html: string): boolean {
  const fill = (event: ClipboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', plain)
    if (html) event.clipboardData?.setData('text/html', html)
  }
  document.addEventListener('copy', fill, { capture: true, once: true })
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- the permission-free way; navigator.clipboard asks for one
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', fill, { capture: true })
  }
}
