import katex from 'katex'
import { describe, expect, test } from 'vitest'
import { solverBlock } from '../../../renderer/notes/solver-block.ts'
import { widgets } from '../../../renderer/widgets/index.ts'
import type { Words } from '../../../renderer/compute/index.ts'
import type { Shown, WidgetModel } from '../../../renderer/widgets/frame/model.ts'
import { texIn } from '../../../renderer/widgets/frame/words.ts'
import { csvFrom } from '../../../renderer/widgets/frame/DataTable.tsx'
import { fits } from '../../../renderer/widgets/frame/fitting.ts'
import { defaultsOf, exampleOf, stateFrom, textFrom } from '../../../renderer/widgets/frame/state-text.ts'
import { readWritten, writeField } from '../../../renderer/widgets/frame/written.ts'
import { python, ranFrom, said, settings } from './ran.ts'

const modules = import.meta.glob<{ model?: WidgetModel }>('../../../renderer/widgets/*/model.ts', { eager: true })
const models = Object.values(modules).flatMap(({ model }) => model ?? [])

const ran = new Map<string, Promise<Shown>>()
/** What stands after that, run once for all tests that ask for it: some learn for seconds. */
function shownFrom(model: WidgetModel, values: Shown['values']): Promise<Shown> {
  const name = `${model.name} ${JSON.stringify(values)}`
  const shown = ran.get(name) ?? ranFrom(model, values)
  ran.set(name, shown)
  return shown
}

/** Examples that learn or follow for seconds, cut short. */
const short: Record<string, Record<string, number>> = {
  basins: { side: 24 },
  adapters: { first_steps: 20, steps: 20 },
  'language-model': { steps: 40 },
  'masked-words': { steps: 40 },
}

function shortened({ name }: WidgetModel, values: Shown['values']): Shown['values'] {
  const most = Object.entries(short[name] ?? {})
  return {
    ...values,
    ...Object.fromEntries(most.map(([field, value]) => [field, Math.min(value, Number(values[field]))])),
  }
}

/** Names that are the same in every language: of methods, models, functions and tokens. */
const names =
  /adam|sgd|nesterov|rmsprop|adagrad|xavier|huber|ddpm|ddim|tanh|relu|gelu|sigmoid|softmax|argmin|attention|beta|gamma|rank|cls|pos|bert-\w+|llama[\w-]+|gpt[\w-]+/gi

/** Whether a text is left in English for who reads Chinese; what comes out of the reader's own data stays as it is. */
function isLeftEnglish(text: string | Words, values: Shown['values']): boolean {
  const said = typeof text === 'string' ? text : text['zh-CN']
  const own = (word: string) => JSON.stringify(values).includes(word)
  return !/\p{Script=Han}/u.test(said) && !own(said) && /[a-z]{3,}/.test(said.replaceAll(names, ''))
}

const nothing = (model: WidgetModel): Shown => ({ values: defaultsOf(model), runs: {}, k: 0, last: 0 })
test('every widget is in the table, and its name is its own', () => {
  expect(models.map(({ name }) => name).filter(name => !Object.hasOwn(widgets, name))).toEqual([])
  for (const model of models) expect(widgets[model.name]!.title).toEqual(model.title)
})

test('every widget tells its runs apart by the names of their solvers, or says nothing of one that went well', () => {
  const doubles = models.flatMap(model =>
    model.examples.flatMap((_, i) => {
      const said = Object.values(model.asks(settings(model, i))).filter(({ quiet }) => !quiet)
      const solvers = new Set(said.map(({ solver }) => solver))
      return solvers.size < said.length ? [`${model.name} ${i}`] : []
    }),
  )
  expect(doubles).toEqual([])
})

test('every widget in the bundled notes is known, and its state is read whole', () => {
  const notes = import.meta.glob<string>('../../../resources/library/notes/*.md', {
    eager: true,
    query: '?raw',
    import: 'default',
  })
  const blocks = Object.entries(notes).flatMap(([note, text]) =>
    [...text.matchAll(/^```solver\n(.*)$/gm)].map(([, line = '']) => ({ note, ...solverBlock(line)! })),
  )
  expect(blocks.length).toBeGreaterThan(0)
  for (const { note, name, state } of blocks) {
    expect([note, Object.keys(widgets)]).toEqual([note, expect.arrayContaining([name])])
    const model = models.find(each => each.name === name)
    const read = model && textFrom(model, stateFrom(model, state))
    if (read !== undefined)
      expect([note, Object.fromEntries(new URLSearchParams(read))]).toEqual([
        note,
        Object.fromEntries(new URLSearchParams(state)),
      ])
  }
})

describe.each(models.map(model => [model.name, model] as const))('%s', (_, model) => {
  test('says and draws something before anything has run', () => {
    const shown = nothing(model)
    expect(model.table(shown).columns.length).toBeGreaterThan(0)
    expect(model.summary(shown)).toMatchObject({ en: expect.any(String), 'zh-CN': expect.any(String) })
    expect(() => model.certificate(shown)).not.toThrow()
    expect(() =>
      katex.renderToString(texIn('zh-CN', model.formula(shown)), { throwOnError: true, strict: 'ignore' }),
    ).not.toThrow()
  })

  test('names its settings and examples in Chinese too', () => {
    const options = Object.entries(model.fields).flatMap(([name, field]) =>
      field.kind === 'choice' ? field.options.map(option => model.options?.[name]?.[option] ?? option) : [],
    )
    const labels = Object.values(model.fields).map(({ label }) => label)
    const titles = model.examples.map(({ title }) => title)
    const said = [...labels, ...titles, ...options]
    expect(said.filter(text => isLeftEnglish(text, {}))).toEqual([])
  })

  test('gives its state as text and reads it back', () => {
    for (const i of model.examples.keys()) {
      const state = { values: settings(model, i), backend: 'cpu' as const }
      const text = textFrom(model, state)
      expect(text).not.toMatch(/\s/)
      expect(stateFrom(model, text)).toEqual(state)
    }
    expect(textFrom(model, stateFrom(model))).toBe('')
    expect(stateFrom(model, 'seed=1e99&K=-4&on=abacus&f=%00').backend).toBe('auto')
  })

  test('writes what stands in a box so that it is read as it was', () => {
    for (const [name, field] of Object.entries(model.fields)) {
      expect(fits(field, defaultsOf(model)[name])).toBe(true)
      if (['vector', 'matrix', 'rationals', 'matrices', 'table', 'bounds', 'expressions', 'text'].includes(field.kind))
        expect(readWritten(field, writeField(field, defaultsOf(model)[name]))).toEqual(defaultsOf(model)[name])
    }
  })

  test('every example is one of its own, runs, and vouches for its answer', async () => {
    for (const i of model.examples.keys()) {
      const whole = settings(model, i)
      expect(exampleOf(model, whole)).toBe(i)
      const shown = await shownFrom(model, shortened(model, whole))
      for (const k of [0, Math.floor(shown.last / 2), shown.last]) {
        const at = { ...shown, k }
        const { columns, rows } = model.table(at)
        for (const row of rows) expect(row).toHaveLength(columns.length)
        const inFormula = [...texIn('zh-CN', model.formula(at)).matchAll(/\\(?:text|operatorname)\{([^{}]*)\}/g)]
        const heads = [...columns, ...inFormula.map(([, word = '']) => word)]
        expect(heads.filter(text => isLeftEnglish(text, whole))).toEqual([])
        expect(() =>
          katex.renderToString(texIn('en', model.formula(at)), { throwOnError: true, strict: 'ignore' }),
        ).not.toThrow()
        const { en, 'zh-CN': zh } = model.summary(at)
        expect(`${en} ${zh}`).not.toMatch(/undefined|NaN|\[object/)
        expect(csvFrom({ columns, rows })).not.toMatch(/undefined|\[object/)
      }
      const claims = model.certificate(shown)
      expect(claims.length, `example ${i}`).toBeGreaterThan(0)
      expect(claims.map(claim => claim.words).filter(text => isLeftEnglish(text, whole))).toEqual([])
      // A claim may be words alone; a number that should be there must be.
      for (const claim of claims) if ('value' in claim) expect([claim.words.en, claim.value]).not.toContain(undefined)
    }
  })

  test.skipIf(!python)('gives a script that Python runs', async () => {
    const shown = await shownFrom(model, defaultsOf(model))
    const script = model.python(shown)
    expect(script).not.toMatch(/undefined|\[object/)
    expect(await said(script)).not.toBe('')
  })
})
