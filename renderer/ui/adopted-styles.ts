import { StyleModule } from 'style-mod'

let isDone = false

/**
 * CodeMirror writes its rules into a `<style>` element, which the window's policy refuses; into a shadow root it puts a
 * constructed sheet, which is allowed. Here the document gets such a sheet before the first editor asks for one.
 */
export function adoptStyles(): void {
  if (isDone) return
  isDone = true
  const shadowLike = {
    ownerDocument: document,
    get adoptedStyleSheets() {
      return document.adoptedStyleSheets
    },
    set adoptedStyleSheets(sheets) {
      document.adoptedStyleSheets = sheets
    },
  }
  StyleModule.mount(shadowLike as unknown as ShadowRoot, [])
  // The library keeps a root's sheet on the root, under a symbol of its own.
  for (const key of Object.getOwnPropertySymbols(shadowLike)) Reflect.set(document, key, Reflect.get(shadowLike, key))
}
