import { expect, it } from 'vitest'
import { lessPlaces, morePlaces, pageStartsOf } from '../../../../electron/contract/text/kept-places.ts'
import { searchableFrom } from '../../../../electron/contract/text/searchable.ts'
import { pageOfLines } from '../../reader/text/page.ts'

it('keeps where the words stand, in small numbers', () => {
  const line = 'a ﬁne line, for the self-'
  const page = pageOfLines(line, 'adjoint map', ...Array.from({ length: 40 }, () => 'Momentum carries the iterate on.'))
  const pages = [page, pageOfLines(), page, pageOfLines('极小', '值点', 'the end')]
  const { places, pageStarts } = searchableFrom(pages)
  const less = lessPlaces(places)
  expect(morePlaces(JSON.parse(JSON.stringify(less)) as number[])).toEqual(places)
  expect(Math.max(...less.slice(3))).toBeLessThan(100)
  expect(pageStartsOf(pages)).toEqual(pageStarts)
})
