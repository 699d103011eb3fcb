/** Moves the focus to the next pane of the window that can be seen, or the one before it (F6). */
export function turnPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(pane => pane.checkVisibility())
  const at = panes.findIndex(pane => pane.contains(document.activeElement))
  const pane = panes.at(at < 0 ? 0 : (at + by) % panes.length)
  const inside = pane?.querySelector<HTMLElement>('[tabindex="0"]:is([role="treeitem"], [role="row"], [role="tab"])')
  ;(inside ?? pane)?.focus()
}
