import { useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { saveFile } from '../../ui/files.ts'
import { Menu, type MenuPlace } from '../../ui/Menu.tsx'
import { CopyBlock } from './CopyBlock.tsx'
import { csvFrom } from './DataTable.tsx'
import type { WidgetWork } from './holder.ts'
import { KeepRun } from './KeepRun.tsx'
import type { Table } from './model.ts'
import { pngFrom, svgFrom } from './picture-file.ts'

interface Props {
  readonly name: string
  readonly state: string
  /** What holds the drawings. */
  readonly picture: RefObject<HTMLElement | null>
  readonly table: () => Table
  readonly python: () => string
  /** The finished work; empty while there is none. */
  readonly work: readonly WidgetWork[]
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What leaves the widget: its block for a note, the run for later, the picture, the numbers, a script. */
export function Actions({ name, state, picture, table, python, work }: Props) {
  const { t } = useTranslation('widgets')
  const [place, setPlace] = useState<MenuPlace>()
  const savePng = async () => {
    const bytes = picture.current && (await pngFrom(picture.current))
    if (bytes) saveFile(`${name}.png`, bytes, 'image/png')
  }
  const saveSvg = () => {
    const svg = picture.current && svgFrom(picture.current)
    if (svg) saveFile(`${name}.svg`, bytesOf(svg.text), 'image/svg+xml')
  }
  return (
    <>
      <KeepRun name={name} state={state} work={work} />
      <CopyBlock name={name} state={state} />
      <Button
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
      {place && (
        <Menu
          label={t('export.open')}
          place={place}
          onClose={() => setPlace(undefined)}
          entries={[
            { label: t('export.svg'), run: saveSvg },
            { label: t('export.png'), run: () => void savePng() },
            { label: t('export.csv'), run: () => saveFile(`${name}.csv`, bytesOf(csvFrom(table())), 'text/csv') },
            { label: t('export.python'), run: () => saveFile(`${name}.py`, bytesOf(python()), 'text/x-python') },
          ]}
        />
      )}
    </>
  )
}
