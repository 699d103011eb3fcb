import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { itemKinds, readingStatuses, tagColors } from '../../electron/contract/choices.ts'
import type { Item } from '../../electron/contract/item.ts'
import type { Tag } from '../../electron/contract/tag.ts'
import { written } from '../lib/query.ts'
import { priorityOf, ratingOf, statusOf } from '../state/facts.ts'
import { edit, useLibrary } from '../state/library.ts'
import { openFilter } from '../state/tabs.ts'
import { Icon } from '../ui/icons.tsx'
import { Menu, type MenuEntry, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { startTagging } from './desk.ts'
import { mark, priorities, shared } from './mark-acts.tsx'
import { StatusMark } from './StatusMark.tsx'
import { TagDot } from './TagDot.tsx'
import './tags.css'

/** What is said of one item or of several: where they differ nothing is shown as chosen, and what is chosen holds for all. */
export function MarkFields({ items, placeIds }: { items: readonly Item[]; placeIds: readonly string[] }) {
  const { t } = useTranslation('topics')
  return (
    <>
      <StatusField items={items} />
      <div className="field-pair">
        <Choice
          label={t('priority')}
          value={shared(items, priorityOf)}
          values={priorities}
          wordOf={priority => t(`priorities.${priority}`)}
          onChoose={priority => void mark(items, { priority })}
        />
        <Choice
          label={t('kind')}
          value={shared(items, item => item.kind)}
          values={itemKinds}
          wordOf={kind => t(`kinds.${kind}`)}
          onChoose={kind => void mark(items, { kind })}
        />
      </div>
      <RatingField items={items} />
      <TagField items={items} placeIds={placeIds} />
    </>
  )
}

function StatusField({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('topics')
  const name = useId()
  const status = shared(items, statusOf)
  return (
    <fieldset className="statuses">
      <legend className="visually-hidden">{t('status')}</legend>
      {readingStatuses.map(each => (
        <label key={each} data-checked={status === each || undefined}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={status === each}
            onChange={() => void mark(items, { status: each })}
          />
          <StatusMark status={each} />
          <span className="clipped">{t(`statuses.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Choice<V extends string | number>({
  label,
  value,
  values,
  wordOf,
  onChoose,
}: {
  label: string
  value: V | null
  values: readonly V[]
  wordOf: (value: V) => string
  onChoose: (value: V) => void
}) {
  const { t } = useTranslation('topics')
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={value ?? ''}
        onChange={event => {
          const chosen = values.find(each => String(each) === event.target.value)
          if (chosen !== undefined) onChoose(chosen)
        }}
      >
        {value === null && <option value="">{t('differs')}</option>}
        {values.map(each => (
          <option key={each} value={each}>
            {wordOf(each)}
          </option>
        ))}
      </select>
    </label>
  )
}

const stars = [1, 2, 3, 4, 5] as const

/** Stars; the one that is set, chosen again, takes the rating away. */
function RatingField({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('topics')
  const rating = shared(items, ratingOf) ?? 0
  return (
    <Field label={t('rating')}>
      <span className="stars" role="group" aria-label={t('rating')}>
        {stars.map(star => (
          <button
            key={star}
            type="button"
            aria-label={t('stars', { count: star })}
            aria-pressed={star === rating}
            data-on={star <= rating || undefined}
            onClick={() => void mark(items, { rating: star === rating ? 0 : star })}
          >
            <Icon name="star" />
          </button>
        ))}
      </span>
    </Field>
  )
}

export const Field = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="field">
    <span>{label}</span>
    <div>{children}</div>
  </div>
)

function TagField({ items, placeIds }: { items: readonly Item[]; placeIds: readonly string[] }) {
  const { t } = useTranslation('topics')
  const tags = useLibrary(({ data }) => data.tags)
  // Records in the table are replaced in place.
  useLibrary(({ version }) => version)
  const ids = new Set(items.flatMap(item => item.tags ?? []))
  return (
    <Field label={t('tags')}>
      <span className="tag-chips">
        {[...ids].map(id => tags[id] && <TagChip key={id} tag={tags[id]} items={items} />)}
        <button type="button" className="tag-chip" aria-haspopup="dialog" onClick={() => startTagging(placeIds)}>
          <Icon name="plus" />
          {t('addTag')}
        </button>
      </span>
    </Field>
  )
}

/** A tag of the items; a click shows what can be done with it. */
function TagChip({ tag, items }: { tag: Tag; items: readonly Item[] }) {
  const { t } = useTranslation('topics')
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const [renaming, setRenaming] = useState(false)
  const { id, name, color } = tag
  if (renaming)
    return (
      <InlineEdit
        label={t('rename')}
        value={name}
        onDone={text => {
          setRenaming(false)
          if (text?.trim() && text.trim() !== name) void edit('tag:change', { id, name: text })
        }}
      />
    )
  const entries: MenuEntry[] = [
    { label: t('showTagged', { name }), run: () => openFilter(`tag:${written(name.toLocaleLowerCase())}`) },
    {
      label: t('color'),
      children: [null, ...tagColors].map(each => ({
        label: t(`colors.${each ?? 'none'}`),
        checked: each === color,
        picture: <TagDot color={each} />,
        run: () => void edit('tag:change', { id, color: each }),
      })),
    },
    { label: t('rename'), run: () => setRenaming(true) },
    { label: t('untag', { count: items.length }), apart: true, run: () => void mark(items, { removeTags: [name] }) },
    { label: t('deleteTag'), run: () => void edit('tag:delete', { id }) },
  ]
  return (
    <>
      <button
        type="button"
        className="tag-chip"
        aria-haspopup="menu"
        onClick={event => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          setMenu({ x: left, y: bottom + 4 })
        }}
      >
        <TagDot color={color} />
        <span className="clipped">{name}</span>
      </button>
      {menu && <Menu label={name} place={menu} entries={entries} onClose={() => setMenu(null)} />}
    </>
  )
}
