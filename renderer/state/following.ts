// Going where a link leads.
import { type LinkTarget } from '../../electron/contract/note-links.ts'
import { call, onEvent } from '../bridge.ts'
import { revealAnnotation } from './annotation-desk.ts'
import { edit, useLibrary } from './library.ts'
import { toastFailure } from './notices.ts'
import { failureOf } from './saving.ts'
import { focusEntry } from './selection.ts'
import { useSought } from './sought.ts'
import { openItem, openTab, openTopic } from './tabs.ts'

/** The paper of an annotation, as the host knows it; null where there is no such annotation. */
const papers = new Map<string, Promise<string | null>>()
let listening = false
/** Where annotations are told to have come to be, they are looked for again. */
function listen(): void {
  if (listening) return
  listening = true
  onEvent('annotations:changed', ({ changes }) => changes.forEach(({ id }) => papers.delete(id)))
}

export function paperOfAnnotation(id: string): Promise<string | null> {
  listen()
  const asked = papers.get(id) ?? call('annotation:find', { id })
  papers.set(id, asked)
  // What is not there now may be there the next time.
  void asked.then(
    paper => paper ?? papers.delete(id),
    () => papers.delete(id),
  )
  return asked
}

/** Opens a paper at one of its annotations. */
export async function openAnnotation(id: string): Promise<void> {
  try {
    const hash = await paperOfAnnotation(id)
    const { items } = useLibrary.getState().data
    const item = Object.values(items).find(
      ({ paper, versions }) => hash !== null && (paper === hash || versions?.includes(hash)),
    )
    if (hash === null || !item) return toastFailure({ code: 'not-found', params: { name: `annotation:${id}` } })
    openTab({ kind: 'paper', hash, itemId: item.id })
    revealAnnotation(hash, id)
  } catch (error) {
    toastFailure(failureOf(error))
  }
}

/**
 * Opens what a link leads to: a topic, its note at a heading, an item's paper or address (else its place in the list), an
 * annotation in its paper.
 */
export function follow({ kind, id }: LinkTarget, heading = ''): void {
  if (kind === 'topic') {
    openTopic(id)
    if (heading) useSought.setState({ sought: { in: 'heading', topicId: id, heading } })
    return
  }
  if (kind === 'annotation') return void openAnnotation(id)
  const { data, catalogue } = useLibrary.getState()
  const item = data.items[id]
  if (item?.paper ?? item?.url) return openItem(item)
  const place = catalogue.placesOf(id)[0]
  if (!place) return
  openTopic(place.topicId)
  focusEntry(place.id)
}

/** Makes the topic that a link speaks of, below the topic in whose note it stands, and opens it. */
export async function makeTopic(title: string, parentId: string | null): Promise<void> {
  const made = await edit('topic:add', { parentId, before: null, title })
  if (made.ok) openTopic(made.value)
}

/** Makes the item that a link speaks of, last under the topic in whose note it stands. */
export async function makeItem(title: string, topicId: string): Promise<void> {
  const made = await edit('item:add', { topicId, title, url: null })
  if (made.ok) focusEntry(made.value)
}
