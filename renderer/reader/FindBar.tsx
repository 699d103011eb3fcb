import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Button.tsx'
import { shortcuts } from './keys.ts'
import type { FindState } from './page/find.ts'
import type { Finding } from './use-find.ts'

export function FindBar({ find, state, onClose }: { find: Finding; state: FindState; onClose(): void }) {
  const { query, box, search, again } = find
  const { t } = useTranslation('reader')
  const said = {
    none: '',
    searching: state.total > 0 ? t('hits', { current: state.current, total: state.total }) : t('searching'),
    found: t('hits', { current: state.current, total: state.total }),
    missing: t('no-hits'),
  }[state.outcome]
  return (
    <search className="reader-find" aria-label={t('find')}>
      <input
        ref={box}
        className="text-field"
        type="text"
        autoFocus
        aria-label={t('find-text')}
        placeholder={t('find-text')}
        value={query.text}
        onChange={event => search({ ...query, text: event.target.value })}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          again(event.shiftKey)
        }}
      />
      <output className="reader-hits" data-missing={state.outcome === 'missing' || undefined}>
        {said}
      </output>
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
      <label>
        <input
          type="checkbox"
          checked={query.matchCase}
          onChange={event => search({ ...query, matchCase: event.target.checked })}
        />
        {t('match-case')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={query.wholeWord}
          onChange={event => search({ ...query, wholeWord: event.target.checked })}
        />
        {t('whole-word')}
      </label>
      <span className="reader-gap" />
      <IconButton icon="close" label={t('close-find')} shortcut={shortcuts.back[0]} side="left" onClick={onClose} />
    </search>
  )
}
