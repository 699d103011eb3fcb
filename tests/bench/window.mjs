// Whether the window stays alive while solvers run in its worker: every solver's example, one after another, through the
// client as a widget does it. The gaps between the page's frames stand against those of the same page at rest, stretch by
// stretch for as long; and the wait from a cancel to the last that is heard of its run against a small problem's. Names of
// solvers ask for their gaps alone.
import { inChromium } from './chromium.mjs'

/** A short run begins again until then; a run that has not ended after the second is stopped. */
const stretchMs = [250, 1_500]
const turns = 7

export async function* cases(names) {
  yield* inChromium('window', async function* use(page) {
    const runs = []
    const ids = await page.evaluate(() => window.bench.ids())
    for (const id of names.length ? ids.filter(id => names.includes(id)) : ids) {
      const watch = ([solver, ...limits]) => window.bench.watch(solver, ...limits)
      runs.push({ id, ...(await page.evaluate(watch, [id, ...stretchMs])) })
    }
    const [ours, idle] = ['ours', 'idle'].map(side => runs.flatMap(run => run[side]).sort((a, b) => a - b))
    const worst = runs.toSorted((a, b) => Math.max(...b.ours) - Math.max(...a.ours))[0]
    const line = { rivalName: 'idle page', unit: 'ms' }
    const over = gaps => gaps.filter(gap => gap > 50).length
    const title = `${runs.length} solvers, ${ours.length} frames (${over(ours)} gaps over 50 ms; idle ${over(idle)} of ${idle.length})`
    yield {
      ...line,
      case: `longest gap, at ${worst.id}; ${title}`,
      ours: short(ours.at(-1)),
      rival: short(idle.at(-1)),
    }
    for (const [name, share] of [
      ['99 of 100 gaps', 0.99],
      ['median gap', 0.5],
    ])
      yield { ...line, case: name, ours: short(at(ours, share)), rival: short(at(idle, share)) }

    if (names.length) return
    const streams = []
    for (let i = 0; i < turns; i++) streams.push(await page.evaluate(() => window.bench.stream()))
    const longest = side => streams.map(stream => Math.max(...stream[side])).sort((a, b) => a - b)[turns >> 1]
    const streamed = `longest gap, 100,000 steps streamed, median of ${turns}`
    yield { ...line, case: streamed, ours: short(longest('ours')), rival: short(longest('idle')) }

    for (const kind of ['a run that streams', 'a run that does not listen']) {
      const waits = []
      for (let i = 0; i < turns; i++) waits.push(await page.evaluate(name => window.bench.cancel(name), kind))
      const sorted = side => waits.map(wait => wait[side]).sort((a, b) => a - b)
      const name = `cancel of ${kind}, longest of ${turns}`
      const values = { ours: short(sorted('ours').at(-1)), rival: short(sorted('idle').at(-1)) }
      yield { case: name, ...values, rivalName: 'a small problem, longest', unit: 'ms' }
    }
  })
}

const at = (sorted, share) => sorted[Math.floor(share * (sorted.length - 1))]
const short = value => Math.round(value * 10) / 10
