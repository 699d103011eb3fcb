import { useLayoutEffect, useRef, type ReactNode } from 'react'
import './dialog.css'

interface DialogProps {
  label: string
  /** As large as the window. */
  fills?: boolean
  onClose: () => void
  children: ReactNode
}

/** A window over the window; Esc and a click beside it close it, and the focus goes back where it was. */
export function Dialog({ label, fills, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    focusChosen(element)
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={fills ? 'modal modal-filling' : 'modal'}
      aria-label={label}
      onCancel={event => {
        // A file chooser within says so too. Closed by us at once: the browser's own closing tells of itself only later,
        // when something else may be open here already.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onClose={onClose}
      onClick={event => event.target === dialog.current && onClose()}
    >
      {children}
    </dialog>
  )
}

/** A group of radio buttons is entered by the one that is chosen; the browser gives a dialog's focus to the first of all. */
function focusChosen(dialog: HTMLDialogElement | null): void {
  const first = document.activeElement
  if (!(first instanceof HTMLInputElement) || first.type !== 'radio' || first.checked) return
  dialog?.querySelector<HTMLInputElement>(`input[name="${CSS.escape(first.name)}"]:checked`)?.focus()
}
