import fc from 'fast-check'
import { expect, test } from 'vitest'
import { solvers } from '../../../../renderer/compute/index.ts'
import { methodIds, raceOf } from '../../../../renderer/widgets/descent/methods.ts'
import * as model from '../../../../renderer/widgets/descent/model.ts'

test.each(model.exampleIds)('gives example %s solvable problems', id => {
  const state = model.withExample(id, 'auto')
  expect(model.exampleOf(state)).toBe(id)
  expect(model.parsedFrom(state.f).ok).toBe(true)
  for (const method of methodIds) expect(solvers[method].validate(model.problemFrom(state, method))).toEqual([])
})

test('reads back the text of a state', () => {
  const state = model.stateFrom(
    'f=x%5E2%2By%5E2&x=1.5,-2&steps=77&view=1,2,9&gd=0.1&momentum=0.02,0.5&adam=0.3,0.8&off=gd,adam&on=cpu',
  )
  expect(state).toMatchObject({
    f: 'x^2+y^2',
    start: [1.5, -2],
    steps: 77,
    view: { x: 1, y: 2, height: 9 },
    backend: 'cpu',
  })
  expect(state.methods).toEqual({
    gd: { on: false, lr: 0.1, inertia: 0 },
    momentum: { on: true, lr: 0.02, inertia: 0.5 },
    adam: { on: false, lr: 0.3, inertia: 0.8 },
  })
  expect(model.stateFrom(model.textFrom(state))).toEqual(state)
})

test('lets any methods race, at most six, in the order of their colours', () => {
  const state = model.stateFrom(
    'f=x%5E2%2By%5E2&race=bfgs,gd-line-search,nesterov,l-bfgs,none,bfgs,adamw,adagrad,gd&bfgs=exact&l-bfgs=7,armijo&nesterov=0.2,0.5&off=adamw',
  )
  expect(raceOf(state.methods)).toEqual(['bfgs', 'gd-line-search', 'nesterov', 'l-bfgs', 'adamw', 'adagrad'])
  expect(state.methods).toMatchObject({
    bfgs: { on: true, search: 'exact' },
    'gd-line-search': { search: 'armijo' },
    nesterov: { lr: 0.2, inertia: 0.5 },
    'l-bfgs': { lr: 7, search: 'armijo' },
    adamw: { on: false },
  })
  expect(model.problemFrom(state, 'l-bfgs')).toMatchObject({ memory: 7, search: 'armijo' })
  expect(model.stateFrom(model.textFrom(state))).toEqual(state)
  expect(model.stateFrom('race=l-bfgs&l-bfgs=2.5').methods['l-bfgs']).toMatchObject({ lr: 5 })
})

test('begins with an example, and with a function its own settings', () => {
  expect(model.exampleOf(model.stateFrom())).toBe('himmelblau')
  expect(model.stateFrom(`f=${encodeURIComponent(model.examples.rosenbrock.f)}`).steps).toBe(
    model.examples.rosenbrock.steps,
  )
  expect(model.stateFrom('f=x%5E2')).toMatchObject({ f: 'x^2', steps: 200 })
})

test('makes a usable state of any text', () => {
  const text = fc.oneof(
    fc.string(),
    fc
      .tuple(
        fc.constantFrom('x', 'view', 'gd', 'adam', 'steps', 'on', 'off', 'race', 'race=l-bfgs,adamw&l-bfgs'),
        fc.string(),
      )
      .map(pair => pair.join('=')),
  )
  fc.assert(
    fc.property(text, given => {
      const state = model.stateFrom(given)
      for (const id of methodIds) expect(solvers[id].validate({ ...model.problemFrom(state, id), f: 'x' })).toEqual([])
      expect(model.stateFrom(model.textFrom(state))).toEqual(state)
    }),
    { numRuns: 500, seed: 1 },
  )
})

test('refuses numbers out of bounds and keeps the defaults', () => {
  const base = model.stateFrom()
  expect(model.stateFrom('gd=-1&momentum=0.1,7&steps=1e9&x=1e300,NaN&view=0,0,-4')).toMatchObject({
    start: base.start,
    steps: base.steps,
    view: base.view,
    methods: { gd: base.methods.gd, momentum: { lr: 0.1, inertia: base.methods.momentum!.inertia } },
  })
})

test('samples one cell more than is seen, to one scale', () => {
  const view = { x: 1, y: 2, height: 4 }
  const { x, y } = model.axesFrom(view)
  const spans = model.spansFrom(view)
  expect((spans.y.to - spans.y.from) / (spans.x.to - spans.x.from)).toBeCloseTo(model.aspect, 12)
  expect(x.from + (x.to - x.from) / (x.count - 1)).toBeCloseTo(spans.x.from, 12)
  expect(y.to - (y.to - y.from) / (y.count - 1)).toBeCloseTo(spans.y.to, 12)
})

test('fits a view around paths and leaves runaways out', () => {
  const view = model.viewAround(
    [
      [0, 0],
      [2, 1],
      [Infinity, 0],
      [1e9, 3],
    ],
    { x: 9, y: 9, height: 9 },
  )
  expect(view).toMatchObject({ x: 1, y: 0.5 })
  const { x, y } = model.spansFrom(view)
  expect([x.from < 0, x.to > 2, y.from < 0, y.to > 1]).toEqual([true, true, true, true])
  expect(model.viewAround([], view)).toBe(view)
})

test('lifts values that a logarithmic axis cannot show', () => {
  expect(model.heightsFrom([[4, 1], [3]])).toEqual({ values: [[4, 1], [3]], shifted: false })
  expect(model.heightsFrom([[4, -1], [3]])).toEqual({ values: [[5, 0], [4]], shifted: true })
})
