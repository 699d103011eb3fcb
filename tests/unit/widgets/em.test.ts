import { expect, test } from 'vitest'
import { model } from '../../../renderer/widgets/em/model.ts'
import { ranFrom, settings } from './ran.ts'

const likelihoodOf = async (values: ReturnType<typeof settings<typeof model.fields>>): Promise<number> => {
  const { runs } = await ranFrom(model, values)
  return runs['em']!.steps.at(-1)!.metrics!['loglik']!
}

test('comes to rest too low from the bad start among the examples, and not from the best of twenty', async () => {
  const bad = settings(
    model,
    model.examples.findIndex(({ title }) => title.en === 'A bad start gets stuck'),
  )
  const [stuck, best] = [await likelihoodOf(bad), await likelihoodOf({ ...bad, starts: 20 })]
  expect(best - stuck).toBeGreaterThan(5)
})
