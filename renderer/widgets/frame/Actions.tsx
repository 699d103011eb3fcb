import { useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { saveFile } from '../../ui/files.ts'
import { Menu, type MenuPlace } from '../../ui/Menu.tsx'
import { useActs } from './acts.ts'
import { CopyBlock } from './CopyBlock.tsx'
import { csvFrom } from './DataTable.tsx'
import type { WidgetWork } from './holder.ts'
import { KeepRun } from './KeepRun.tsx'
import type { Table } from './model.ts'
import { pngFrom, svgFrom, type PictureName } from './picture-file.ts'

interface Props {
  readonly name: string
  readonly state: string
  /** Goes back to what was set first; absent while nothing is changed. */
  readonly reset: (() => void) | undefined
  /** What holds the drawings. */
  readonly picture: RefObject<HTMLElement | null>
  /** What the picture is called and what it shows. */
  readonly pictureName: () => PictureName
  readonly table: () => Table
  readonly python: () => string
  /** The finished work; empty while there is none. */
  readonly work: readonly WidgetWork[]
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What leaves the widget: its block for a note, the run for later, the picture, the numbers, a script. */
export function Actions({ name, state, reset, picture, pictureName, table, python, work }: Props) {
  const { t } = useTranslation('widgets')
  const [place, setPlace] = useState<MenuPlace>()
  const savePng = async () => {
    const bytes = picture.current && (await pngFrom(picture.current, pictureName()))
    if (bytes) saveFile(`${name}.png`, bytes, 'image/png')
  }
  const saveSvg = () => {
    const svg = picture.current && svgFrom(picture.current, pictureName())
    if (svg) saveFile(`${name}.svg`, bytesOf(svg.text), 'image/svg+xml')
  }
  const exports = [
    { id: 'svg', label: t('export.svg'), run: saveSvg },
    { id: 'png', label: t('export.png'), run: () => void savePng() },
    { id: 'csv', label: t('export.csv'), run: () => saveFile(`${name}.csv`, bytesOf(csvFrom(table())), 'text/csv') },
    { id: 'python', label: t('export.python'), run: () => saveFile(`${name}.py`, bytesOf(python()), 'text/x-python') },
  ]
  const button = useRef<HTMLButtonElement>(null)
  useActs(button, () => [
    { id: 'reset', label: t('reset'), shortcut: 'Alt+KeyR', disabled: !reset, run: () => reset?.() },
    ...exports.map(({ label, ...rest }) => ({ ...rest, label: `${t('export.open')}: ${label}` })),
  ])
  return (
    <>
      <Button look="quiet" aria-keyshortcuts="Alt+R" aria-disabled={!reset} onClick={reset}>
        {t('reset')}
      </Button>
      <KeepRun name={name} state={state} work={work} />
      <CopyBlock name={name} state={state} />
      <Button
        ref={button}
        look="quiet"
        aria-haspopup="menu"
        aria-expanded={Boolean(place)}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect()
          setPlace({ x: left, y: bottom + 4 })
        }}
      >
        {t('export.open')}
      </Button>
      {place && <Menu label={t('export.open')} place={place} onClose={() => setPlace(undefined)} entries={exports} />}
    </>
  )
}
