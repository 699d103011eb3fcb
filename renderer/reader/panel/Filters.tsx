import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/Button.tsx'
import { type ShownAnnotation, tools } from '../annotations/tools/index.ts'
import { Swatch, useColorName } from '../Palette.tsx'
import { everything, type Filter, type FilterSet, isFiltering, toggled, valuesOf } from './filter.ts'

interface FiltersProps {
  all: readonly ShownAnnotation[]
  /** How many the filter lets through. */
  shown: number
  filter: Filter
  onFilter(filter: Filter): void
}

/** What the panel is to show: words, colours, and behind a button kinds, tags and authors. */
export function Filters({ all, shown, filter, onFilter }: FiltersProps) {
  const { t } = useTranslation('annotations')
  const [more, setMore] = useState(false)
  const colorName = useColorName()
  const toggle = (name: FilterSet, value: string) => onFilter(toggled(filter, name, value))
  const authors = valuesOf(all, 'authors')
  return (
    <search className="annotation-filter" aria-label={t('filter.label')}>
      <div className="annotation-filter-line">
        <input
          className="text-field"
          type="text"
          aria-label={t('filter.words')}
          placeholder={t('filter.words')}
          value={filter.words}
          onChange={event => onFilter({ ...filter, words: event.target.value })}
          onKeyDown={event => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing || !isFiltering(filter)) return
            event.stopPropagation()
            onFilter(everything)
          }}
        />
        <IconButton
          icon="filter"
          label={t('filter.more')}
          side="left"
          aria-expanded={more}
          aria-pressed={filter.kinds.size + filter.tags.size + filter.authors.size > 0}
          onClick={() => setMore(!more)}
        />
      </div>
      <div className="annotation-filter-line">
        <div className="palette" role="group" aria-label={t('filter.colors')}>
          {valuesOf(all, 'colors').map(color => (
            <button
              key={color}
              type="button"
              className="palette-color"
              aria-label={colorName(color)}
              title={colorName(color)}
              aria-pressed={filter.colors.has(color)}
              onClick={() => toggle('colors', color)}
            >
              <Swatch color={color} />
            </button>
          ))}
        </div>
        <output className="annotation-count">
          {isFiltering(filter)
            ? t('filter.count-of', { count: shown, total: all.length })
            : t('filter.count', { count: all.length })}
        </output>
      </div>
      {more && (
        <>
          <Chips label={t('filter.kinds')} chosen={filter.kinds} onToggle={kind => toggle('kinds', kind)}>
            {valuesOf(all, 'kinds').map(kind => [kind, t(tools[kind as ShownAnnotation['kind']].label)])}
          </Chips>
          <Chips label={t('filter.tags')} chosen={filter.tags} onToggle={tag => toggle('tags', tag)}>
            {valuesOf(all, 'tags').map(tag => [tag, tag])}
          </Chips>
          {authors.length > 1 && (
            <Chips label={t('filter.authors')} chosen={filter.authors} onToggle={author => toggle('authors', author)}>
              {authors.map(author => [author, author || t('filter.no-author')])}
            </Chips>
          )}
        </>
      )}
    </search>
  )
}

interface ChipsProps {
  label: string
  chosen: ReadonlySet<string>
  onToggle(value: string): void
  /** Each value with its words. */
  children: readonly (readonly [string, string])[]
}

function Chips({ label, chosen, onToggle, children }: ChipsProps) {
  if (children.length === 0) return null
  return (
    <div className="annotation-chips" role="group" aria-label={label}>
      {children.map(([value, words]) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={chosen.has(value)}
          onClick={() => onToggle(value)}
        >
          {words}
        </button>
      ))}
    </div>
  )
}
