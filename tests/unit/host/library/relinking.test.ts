import { expect, test } from 'vitest'
import { relinkedNotes } from '../../../../electron/host/library/relinking.ts'
import { libraryOf, text, topic } from '../../state/library-of.ts'

const library = libraryOf(
  [topic('top-1', null, 'a', '梯度下降 Gradient Descent'), topic('top-2', null, 'b', '凸优化 Convex Optimization')],
  [text('note-1', 'top-2', 'a', '[[梯度下降]], [[gradient descent|here]], [[Convex Optimization]]')],
)
const written = (title: string) =>
  relinkedNotes(library, { ...library.topics['top-1']!, title }).map(
    ({ record }) => (record as { markdown: string }).markdown,
  )

test('writes links by half a title anew when the half is gone', () => {
  expect(written('Descent')).toEqual(['[[Descent]], [[Descent|here]], [[Convex Optimization]]'])
  expect(written('最速下降 Gradient Descent')).toEqual([
    '[[最速下降 Gradient Descent]], [[gradient descent|here]], [[Convex Optimization]]',
  ])
})

test('writes links by half a title anew when another topic gets the same half', () => {
  expect(written('凸 Convex Optimization')).toEqual([
    '[[凸 Convex Optimization]], [[凸 Convex Optimization|here]], [[凸优化 Convex Optimization]]',
  ])
})

test('keeps the heading that a link goes to', () => {
  const linked = { ...library, entries: { 'note-1': { ...text('note-1', 'top-2', 'a', '[[梯度下降#噪声]]') } } }
  const [put] = relinkedNotes(linked, { ...linked.topics['top-1']!, title: 'Descent' })
  expect(put!.record).toMatchObject({ markdown: '[[Descent#噪声]]' })
})
