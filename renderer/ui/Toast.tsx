import { Button, IconButton } from './Button.tsx'
import './toast.css'

interface Word {
  text: string
  danger: boolean
  closeLabel: string
  action?: { label: string; run: () => void } | undefined
  onClose: () => void
}

/** A word at the foot of the window on what was done. It goes by itself, unless it tells of a failure. */
export function Toast({ text, danger, closeLabel, action, onClose }: Word) {
  return (
    <div
      className="toast"
      data-danger={danger || undefined}
      role={danger ? 'alert' : 'status'}
      onAnimationEnd={danger ? undefined : onClose}
    >
      <span>{text}</span>
      {action && (
        <Button look="quiet" onClick={action.run}>
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label={closeLabel} side="left" onClick={onClose} />
    </div>
  )
}
