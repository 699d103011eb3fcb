import { expect, test } from 'vitest'
import { claims } from '../../../renderer/widgets/duality/claims.ts'
import { model, priceName } from '../../../renderer/widgets/duality/model.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { ranFrom } from './ran.ts'

const said = async (part: Partial<ReturnType<typeof defaultsOf<typeof model.fields>>>) => {
  const shown = await ranFrom(model, { ...defaultsOf(model), ...part })
  const all = claims(shown)
  return (words: string) => all.find(claim => claim.words.en.includes(words))
}

test('calls a multiplier as the notes do, α of an inequality and β of an equality', async () => {
  const both = await said({ f: 'x^2 + y^2', ineq: ['1 - x'], eq: ['y'] })
  expect(both('Multipliers')?.value).toBe('α = 2, β = 0')
  expect((await said({ f: 'x^2', ineq: [], eq: ['x - 1'] }))('Multipliers')?.value).toBe('β = −2')
  expect(priceName({ ...defaultsOf(model), ineq: [], eq: ['x'], which: 1 })).toBe('β')
  expect(priceName({ ...defaultsOf(model), ineq: ['x'], eq: ['x'], which: 1 })).toBe('α')
})

test('says of Slater’s condition only what it promises', async () => {
  const convex = (await said({ f: 'x^2', ineq: ['1 - x'], eq: [] }))('strictly inside')
  expect(convex).toMatchObject({ words: { en: 'Slater’s condition: a point strictly inside' }, holds: true })
  // A curved equality makes no convex problem, whatever lies on it.
  const circle = (await said({ f: 'x + y', ineq: [], eq: ['x^2 + y^2 - 2'] }))('strictly inside')
  expect(circle?.words.en).toContain('asks for a convex problem too')
  expect(circle?.holds).toBeUndefined()
})
