/** Nothing that can be seen has the focus: what had it is gone or hidden. */
export const isFocusLost = (): boolean =>
  document.activeElement === null ||
  document.activeElement === document.body ||
  !document.activeElement.checkVisibility()
