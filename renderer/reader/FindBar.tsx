import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Button.tsx'
import { shortcuts } from './keys.ts'
import type { FindQuery } from '../../electron/contract/text/search.ts'
import type { Finding } from './use-find.ts'
import type { PaperWords } from './use-text.ts'
import './find.css'

interface FindBarProps {
  find: Finding
  words: PaperWords
  onList(): void
  onClose(): void
}

/** What is written on an option of finding: short, since there are four of them. */
const options = { matchCase: 'Aa', wholeWord: 'ab', matchDiacritics: 'é', regex: '.*' } as const
type Option = keyof typeof options
const optionNames = Object.keys(options) as Option[]

export function FindBar({ find, words, onList, onClose }: FindBarProps) {
  const { query, box, search, again } = find
  const { t } = useTranslation('reader')
  return (
    <search
      className="reader-find"
      aria-label={t('find')}
      onKeyDown={event => {
        // What is in hand, or waits to be placed, stays so: one leaves what one is in.
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <input
        ref={box}
        className="text-field"
        type="text"
        autoFocus
        aria-label={t('find-text')}
        placeholder={t('find-text')}
        aria-invalid={find.outcome === 'bad-pattern' || undefined}
        value={query.text}
        onChange={event => search({ ...query, text: event.target.value })}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          again(event.shiftKey)
        }}
      />
      <div className="find-options" role="group" aria-label={t('find-options')}>
        {optionNames.map(name => (
          <FindOption key={name} name={name} query={query} onChange={search} />
        ))}
      </div>
      <Said find={find} words={words} />
      <IconButton
        icon="up"
        label={t('find-previous')}
        shortcut={shortcuts['find-previous'][0]}
        onClick={() => again(true)}
      />
      <IconButton
        icon="down"
        label={t('find-next')}
        shortcut={shortcuts['find-next'][0]}
        onClick={() => again(false)}
      />
      <IconButton icon="list" label={t('find-list')} disabled={find.hits.length === 0} onClick={onList} />
      <span className="reader-gap" />
      <IconButton icon="close" label={t('close-find')} shortcut={shortcuts.back[0]} side="left" onClick={onClose} />
    </search>
  )
}

function FindOption({ name, query, onChange }: { name: Option; query: FindQuery; onChange(query: FindQuery): void }) {
  const { t } = useTranslation('reader')
  const label = t(`find-option.${name}`)
  return (
    <label className="find-option" data-option={name} title={label}>
      <input
        type="checkbox"
        aria-label={label}
        checked={query[name]}
        onChange={event => onChange({ ...query, [name]: event.target.checked })}
      />
      <span aria-hidden>{options[name]}</span>
    </label>
  )
}

/** How finding stands, in words. */
function Said({ find: { outcome, hits, cut, current }, words: { progress } }: Pick<FindBarProps, 'find' | 'words'>) {
  const { t } = useTranslation('reader')
  const said = {
    none: '',
    waiting: progress.total > 0 ? t('reading-text', progress) : t('searching'),
    searching: t('searching'),
    found: t(cut ? 'hits-cut' : 'hits', { current: current + 1, total: hits.length }),
    missing: t('no-hits'),
    'bad-pattern': t('bad-pattern'),
    'too-slow': t('slow-pattern'),
  }[outcome]
  const isBad = outcome === 'missing' || outcome === 'bad-pattern' || outcome === 'too-slow'
  return (
    <output className="reader-hits" data-missing={isBad || undefined}>
      {said}
    </output>
  )
}
