import { actsOfWidget } from '../widgets/index.ts'
import type { Action } from './actions.ts'

let touched: WeakRef<Element> | undefined

/** Notes in which widget one works, until the returned function is called; a dialog over it changes nothing. */
export function watchWidgets(): () => void {
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target.closest('dialog')) return
    const figure = target.closest('figure.widget')
    touched = figure ? new WeakRef(figure) : undefined
  }
  document.addEventListener('focusin', onFocus)
  return () => document.removeEventListener('focusin', onFocus)
}

/** The widget in which one works, else the one whose tab is shown. */
function widgetInHand(): Element | null {
  const figure = touched?.deref()
  if (figure?.isConnected && figure.checkVisibility()) return figure
  return document.querySelector('.work-body:not([hidden]) > .reading-widget figure.widget')
}

/** What that widget offers. The widget hears its keys itself: here they are only shown. */
export function widgetActions(): Action[] {
  const figure = widgetInHand()
  if (!figure) return []
  const title = figure.querySelector('h3')?.textContent ?? ''
  return actsOfWidget(figure).map(({ id, label, shortcut, disabled, run }) => ({
    id: `widget ${id}`,
    label: `${title}: ${label}`,
    shortcuts: shortcut ? [shortcut] : [],
    enabled: () => !disabled,
    run,
  }))
}
