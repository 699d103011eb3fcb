import { useMemo } from 'react'
import { byTopic } from '../state/runs.ts'
import { KeptRuns } from './KeptRuns.tsx'
import { Demo } from './Demo.tsx'
import { Note } from './Note.tsx'
import { NoteOfTopic } from './note-place.ts'

/** A topic's note as it is read, the demos that belong to the topic, and the runs that were kept with it. */
export function TopicNote({
  topicId,
  markdown,
  atOnce,
  demos,
}: {
  topicId: string
  markdown: string
  atOnce: boolean
  demos: readonly string[]
}) {
  const keeper = useMemo(() => byTopic(topicId), [topicId])
  return (
    <NoteOfTopic value={topicId}>
      {markdown.trim() && <Note markdown={markdown} atOnce={atOnce} />}
      {demos.map(name => (
        <Demo key={name} name={name} state="" />
      ))}
      <KeptRuns keeper={keeper} />
    </NoteOfTopic>
  )
}
