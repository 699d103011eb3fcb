import { Swatch } from './Mark.tsx'
import './plot.css'

/** What each series of a picture is, in words. */
export function Legend({ entries }: { entries: readonly { readonly series: number; readonly text: string }[] }) {
  return (
    <ul className="legend">
      {entries.map(({ series, text }) => (
        <li key={`${series} ${text}`}>
          <Swatch series={series} />
          {text}
        </li>
      ))}
    </ul>
  )
}
