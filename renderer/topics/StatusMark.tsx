import type { ReadingStatus } from '../../electron/contract/reading.ts'

const full = 2 * Math.PI * 2.5

/** How far someone is with an item, as a sign: a ring, a pie as large as the part read, a tick, a struck ring. */
export function StatusMark({ status, progress }: { status: ReadingStatus; progress?: number | null }) {
  const part = Math.max(0.12, Math.min(0.94, progress ?? 0.5))
  return (
    <svg className="status-mark" data-status={status} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="5.75" className="status-ring" />
      {status === 'reading' && (
        <circle
          cx="8"
          cy="8"
          r="2.5"
          className="status-pie"
          strokeDasharray={`${part * full} ${full}`}
          transform="rotate(-90 8 8)"
        />
      )}
      {status === 'read' && <path d="M5.300 8.200l1.900 1.900 3.500-4" className="status-tick" />}
      {status === 'dropped' && <path d="M5 11l6-6" className="status-ring" />}
    </svg>
  )
}
