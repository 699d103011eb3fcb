import { beforeEach, expect, test } from 'vitest'
import { Catalogue } from '../../../renderer/state/catalogue.ts'
import { useAnnotations } from '../../../renderer/state/annotations.ts'
import { useLibrary } from '../../../renderer/state/library.ts'
import { linkOffers } from '../../../renderer/state/link-offers.ts'
import { libraryOf, topic } from './library-of.ts'

beforeEach(() => {
  const data = libraryOf([
    topic('top-1', null, 'a', '梯度下降法的收敛'),
    topic('top-2', null, 'b', '梯度下降 Gradient Descent'),
    topic('top-3', 'top-2', 'a', '例子 Examples'),
    topic('top-4', null, 'c', '例子 Exercises'),
  ])
  useLibrary.setState(({ version }) => ({ data, catalogue: new Catalogue(data), version: version + 1 }))
})
const first = (query: string) => linkOffers(query).map(({ title, link }) => [title, link])[0]

test('offers a topic by the half of its title that is being written', () => {
  expect(first('梯度下降')).toEqual(['梯度下降 Gradient Descent', '[[梯度下降]]'])
  expect(first('gradient d')).toEqual(['梯度下降 Gradient Descent', '[[Gradient Descent]]'])
  expect(first('梯度 gradient')).toEqual(['梯度下降 Gradient Descent', '[[梯度下降 Gradient Descent]]'])
})

test('offers the whole title where its half means several topics', () => {
  expect(linkOffers('例子').map(({ link }) => link)).toEqual(['[[例子 Examples]]', '[[例子 Exercises]]'])
  expect(first('exam')).toEqual(['例子 Examples', '[[Examples]]'])
})

test('offers the annotations of the papers that were read, but not the one in which it is written', () => {
  const note = (id: string, comment: string) => ({ id, kind: 'note', comment })
  useAnnotations.setState({
    papers: {
      paper: {
        saved: { one: note('one', 'On plateaus'), two: note('two', 'Plateaus again') },
        pending: {},
        failure: null,
      },
    },
  })
  expect(
    linkOffers('plateaus')
      .map(({ title }) => title)
      .toSorted(),
  ).toEqual(['On plateaus', 'Plateaus again'])
  expect(linkOffers('plateaus', 'one').map(({ title }) => title)).toEqual(['Plateaus again'])
})
