import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'

/** Something that scrolls sideways in itself when it is wider than the note; only then is it a stop of the Tab key. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const [isCut, setCut] = useState(false)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const look = () => setCut(element.scrollWidth > element.clientWidth)
    // It looks at once too, when all is laid out: asked here, each block of a note would lay the note out anew.
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    // A formula grows when its letters come, and the frame around it does not.
    document.fonts.addEventListener('loadingdone', look)
    return () => {
      sizes.disconnect()
      document.fonts.removeEventListener('loadingdone', look)
    }
  }, [children])
  return (
    <div ref={frame} className="wide" {...(isCut ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}>
      {children}
    </div>
  )
}
