import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'

/** Something that scrolls sideways in itself when it is wider than the note; only then is it a stop of the Tab key. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const [isCut, setCut] = useState(false)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const sizes = new ResizeObserver(() => setCut(element.scrollWidth > element.clientWidth))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  return (
    <div ref={frame} className="wide" {...(isCut ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}>
      {children}
    </div>
  )
}
