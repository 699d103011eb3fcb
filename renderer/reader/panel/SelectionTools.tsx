import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AnnotationEdit, textMarkKinds } from '../../../electron/contract/choices.ts'
import { selectAnnotations } from '../../state/annotation-desk.ts'
import { deleteAnnotations, editAnnotations, toastEdit } from '../../state/annotations.ts'
import { IconButton } from '../../ui/Button.tsx'
import { canMerge, converted, merged, recolored, withTag } from '../annotations/several.ts'
import { type Put, type ShownAnnotation, tools } from '../annotations/tools/index.ts'
import { shortcuts } from '../keys.ts'
import { Palette } from '../Palette.tsx'
import { TagField } from './TagEditor.tsx'

/** What can be done with several annotations at once, each as one step. */
export function SelectionTools({ hash, chosen }: { hash: string; chosen: readonly ShownAnnotation[] }) {
  const { t } = useTranslation('annotations')
  const [tagging, setTagging] = useState(false)
  const apply = (edit: AnnotationEdit, puts: readonly Put[]) => {
    if (puts.length > 0) void editAnnotations(hash, edit, puts).then(kept => kept && toastEdit(hash, edit, puts.length))
  }
  const mergeAll = () => {
    const puts = merged(chosen)
    selectAnnotations(
      hash,
      puts.slice(0, 1).map(({ id }) => id),
    )
    apply('merge', puts)
  }
  return (
    <div className="annotation-several" role="toolbar" aria-label={t('several.label', { count: chosen.length })}>
      <p>{t('several.label', { count: chosen.length })}</p>
      <Palette label={t('several.recolor')} onChoose={color => apply('recolor', recolored(chosen, color))} />
      <div className="annotation-several-acts">
        {textMarkKinds.map(kind => (
          <IconButton
            key={kind}
            icon={tools[kind].icon}
            label={t('several.convert', { kind: t(tools[kind].label) })}
            disabled={!chosen.some(annotation => 'parts' in annotation && annotation.kind !== kind)}
            onClick={() => apply('convert', converted(chosen, kind))}
          />
        ))}
        <IconButton icon="merge" label={t('several.merge')} disabled={!canMerge(chosen)} onClick={mergeAll} />
        <IconButton icon="tag" label={t('several.tag')} aria-expanded={tagging} onClick={() => setTagging(!tagging)} />
        <IconButton
          icon="trash"
          label={t('several.delete')}
          shortcut={shortcuts.delete[0]}
          side="left"
          onClick={() =>
            void deleteAnnotations(
              hash,
              chosen.map(({ id }) => id),
            )
          }
        />
      </div>
      {tagging && (
        <TagField
          onTag={tag => {
            apply('tag', withTag(chosen, tag))
            setTagging(false)
          }}
          onDone={() => setTagging(false)}
        />
      )}
    </div>
  )
}
