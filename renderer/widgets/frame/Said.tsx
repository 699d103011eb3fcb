import { useEffect, useRef, useState } from 'react'

/** So long nothing must change before it is said, ms. */
const stillMs = 1000

/**
 * Says to a screen reader what a figure shows, once that has stood still for a while and only where one works in it:
 * every step of a run that plays would be read out, and every figure that comes into view.
 */
function Spoken({ text, moving }: { text: string; moving: boolean }) {
  const line = useRef<HTMLParagraphElement>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (moving) return
    const timer = setTimeout(() => {
      if (line.current?.closest('figure')?.contains(document.activeElement)) setSaid(text)
    }, stillMs)
    return () => clearTimeout(timer)
  }, [text, moving])
  return (
    <p ref={line} className="visually-hidden" role="status">
      {said}
    </p>
  )
}

/** What a figure shows in words, for those who do not see it: to be read where it stands, and said when it has changed. */
export function Said({ text, moving }: { text: string; moving: boolean }) {
  return (
    <>
      <p className="visually-hidden">{text}</p>
      <Spoken text={text} moving={moving} />
    </>
  )
}
