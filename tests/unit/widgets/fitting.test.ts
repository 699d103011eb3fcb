import { expect, test } from 'vitest'
import { fits, issuesWith, largest } from '../../../renderer/widgets/frame/fitting.ts'
import { matrixField, pointField } from '../../../renderer/widgets/frame/fields.ts'
import { tableField } from '../../../renderer/widgets/frame/labelled.ts'
import { stateFrom } from '../../../renderer/widgets/frame/state-text.ts'
import { model as convexity } from '../../../renderer/widgets/convexity/model.ts'
import { model as preprocessing } from '../../../renderer/widgets/preprocessing/model.ts'
import { model as programmes } from '../../../renderer/widgets/programmes/model.ts'

test('refuses numbers whose squares are none, and says which and what may stand', () => {
  const fields = [
    [pointField('Point', '点', [0, 0]), [1, -1e308]],
    [
      matrixField('Rows', '行', [[0]]),
      [
        [1, 2],
        [3, -1e308],
      ],
    ],
    [
      tableField('Table', '表', [[0]]),
      [
        ['a', 'b'],
        [null, -1e308],
      ],
    ],
  ] as const
  for (const [field, value] of fields)
    expect(issuesWith(field, value)).toEqual([
      { code: 'out-of-range', parameter: 'field', params: { value: '-1e+308', min: '−1e+100', max: '1e+100' } },
    ])
  expect(fits(pointField('Point', '点', [0, 0]), [largest, -largest])).toBe(true)
})

test.each([
  [preprocessing, 'to', '1e308,-1e308'],
  [convexity, 'low', '-1e308,-1e308'],
  [programmes, 'A', '1e308,-1e308;1e308,1e308'],
  [programmes, 'c', '1e308,-1e308'],
] as const)('a state with such numbers leaves $name as it was', (model, name, text) => {
  const { values } = stateFrom(model as never, `${name}=${text}`)
  expect(values).toEqual(stateFrom(model as never).values)
})
