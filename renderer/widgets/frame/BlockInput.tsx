import { useId, useState, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { parse, type Field, type Issue } from '../../compute/index.ts'
import { Button } from '../../ui/Button.tsx'
import { pickFiles, textOf } from '../../ui/files.ts'
import { useDraft } from './drafts.ts'
import { issuesWith } from './fitting.ts'
import { useRefusal } from './refusal.ts'
import { useWords } from './words.ts'
import { misread, readWritten, writeField } from './written.ts'

interface Props {
  readonly field: Field
  readonly value: unknown
  /** Names that lines of mathematics may use. */
  readonly variables: readonly string[]
  readonly onChange: (value: unknown) => void
}

const most = 7
const fileLimit = 5_000_000

/** Several numbers, rows or lines in a box, pasted or from a file. What cannot be read says why, and leaves the last values standing. */
export function BlockInput({ field, value, variables, onChange }: Props) {
  const { t } = useTranslation('widgets')
  const words = useWords()
  const refusal = useRefusal()
  const [reasonId, labelId] = [useId(), useId()]
  const text = writeField(field, value)
  const [draft, setDraft] = useState(text)
  const [known, setKnown] = useState(text)
  if (known !== text) {
    setKnown(text)
    if (writeField(field, readWritten(field, draft)) !== text) setDraft(text)
  }
  const [issue] = placed(issuesOf(field, readWritten(field, draft), variables), field, draft)
  useDraft(issue !== undefined, () => setDraft(text))
  const change = (next: string) => {
    setDraft(next)
    const read = readWritten(field, next)
    if (!issuesOf(field, read, variables).length) onChange(read)
  }
  const open = async () => {
    const [file] = await pickFiles('.csv,.tsv,.txt,text/plain,text/csv')
    if (file) change(await textOf(file.slice(0, fileLimit)))
  }
  const single = field.kind === 'vector'
  const lines = single ? 1 : Math.min(most, Math.max(2, draft.split('\n').length))
  const shared = {
    value: draft,
    spellCheck: false,
    'aria-labelledby': labelId,
    'aria-invalid': Boolean(issue),
    'aria-describedby': issue && reasonId,
  }
  return (
    <div className="block" style={{ '--rows': single ? 2 : Math.ceil((50 + 18 * lines) / 36 + 0.1) } as CSSProperties}>
      <div className="block-head">
        <span id={labelId}>{words(field.label)}</span>
        {isLong(field) && (
          <Button look="quiet" onClick={() => void open()}>
            {t('openFile')}
          </Button>
        )}
      </div>
      {single ? (
        <input type="text" {...shared} onChange={({ currentTarget }) => change(currentTarget.value)} />
      ) : (
        <textarea
          {...shared}
          rows={lines}
          wrap={field.kind === 'text' ? 'soft' : 'off'}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      )}
      {issue && (
        <span id={reasonId} className="reason" role="alert">
          {issue.line !== undefined && `${t('line', { line: issue.line })} `}
          {refusal(issue)}
        </span>
      )}
    </div>
  )
}

/** What one has in files; a word or a condition is typed. */
const isLong = (field: Field): boolean =>
  field.kind === 'table' || field.kind === 'matrix' || (field.kind === 'text' && (field.maxLength ?? Infinity) > 200)

type LineIssue = Issue & { readonly line?: number }

/** What is no number is shown, with its line where there are several. */
function placed(issues: readonly LineIssue[], field: Field, draft: string): readonly LineIssue[] {
  const odd = issues[0]?.code === 'not-numbers' ? misread(field, draft) : undefined
  if (!odd) return issues
  const { text, line } = odd
  return [{ ...issues[0]!, params: { text }, ...(field.kind !== 'vector' && { line }) }]
}

/** Why the value cannot stand: by the schema, then line by line where lines are mathematics. */
function issuesOf(field: Field, value: unknown, variables: readonly string[]): readonly LineIssue[] {
  const issues = issuesWith(field, value)
  if (issues.length || field.kind !== 'expressions') return issues
  return (value as string[]).flatMap((line, i) => {
    const parsed = parse(line, variables)
    return parsed.ok ? [] : [{ ...parsed.issue, line: i + 1 }]
  })
}
