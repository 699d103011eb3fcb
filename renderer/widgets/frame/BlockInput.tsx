import { useId, useMemo, useState, type CSSProperties } from 'react'
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
/** A larger file is not read, bytes. */
const largestFile = 5_000_000
/** A longer text that is refused is not put into the box: a browser takes seconds to lay it out. */
const longestDraft = 200_000

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
  const written = useMemo(() => issueOf(field, draft, variables), [field, draft, variables])
  const [ofFile, setOfFile] = useState<LineIssue>()
  const issue = ofFile ?? written
  useDraft(issue !== undefined, () => {
    setOfFile(undefined)
    setDraft(text)
  })
  const change = (next: string) => {
    setOfFile(undefined)
    setDraft(next)
    if (!issueOf(field, next, variables)) onChange(readWritten(field, next))
  }
  const open = async () => {
    const [file] = await pickFiles('.csv,.tsv,.txt,text/plain,text/csv')
    if (!file) return
    if (file.size > largestFile) return setOfFile(tooLarge(file.size))
    const next = await textOf(file)
    const refused = next.length > longestDraft ? issueOf(field, next, variables) : undefined
    if (refused) setOfFile(refused)
    else change(next)
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

const megabytes = (bytes: number): number => Number((bytes / 1e6).toPrecision(2))
const tooLarge = (bytes: number): LineIssue => ({
  code: 'too-large',
  params: { size: megabytes(bytes), max: megabytes(largestFile) },
})

/** The first reason why what is written in a field's box cannot stand. */
function issueOf(field: Field, draft: string, variables: readonly string[]): LineIssue | undefined {
  const issues = issuesOf(field, readWritten(field, draft), variables)
  return issues.length > 0 ? placed(issues, field, draft)[0] : undefined
}

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
