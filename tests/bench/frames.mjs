// What a page's frames cost while something goes on in it, seen three ways: the gaps between its animation frames (what the
// eye sees, and what other programs of the machine are in too), what Chromium itself calls long animation frames with the
// scripts that it blames, and the processor time that the window's thread spent for each frame, out of Chromium's trace.
// The last says what is the page's own doing, however busy the machine is.

/** A frame that is longer is seen. */
export const slowMs = 50

const categories = ['toplevel', 'devtools.timeline', 'blink.user_timing']

/** What goes on in the page while `during` runs: gaps, processor time of each frame, long frames, and how far things moved. */
export async function watched(page, during) {
  const trace = await traceOf(page)
  await page.evaluate(watchFrames)
  await during()
  const seen = await page.evaluate(() => window.framesSeen())
  return { ...seen, frames: framesFrom(await trace()) }
}

function watchFrames() {
  performance.mark('frames watched')
  const seen = { gaps: [], long: [], shift: 0 }
  const observe = (type, take) => {
    const observer = new PerformanceObserver(list => list.getEntries().forEach(take))
    observer.observe({ type })
    return observer
  }
  const observers = [
    observe('long-animation-frame', ({ duration, scripts }) => {
      const worst = scripts.toSorted((a, b) => b.duration - a.duration)[0]
      const { sourceURL = '', sourceFunctionName = '', invoker = '' } = worst ?? {}
      const script = worst
        ? `${invoker} ${sourceFunctionName} ${sourceURL.split('/').at(-1)}`
        : 'no script of over 5 ms'
      seen.long.push({ ms: duration, script, scriptMs: worst?.duration ?? 0 })
    }),
    // What follows from a press of the reader's own may move things; scrolling is no press.
    observe('layout-shift', ({ value, hadRecentInput }) => (seen.shift += hadRecentInput ? 0 : value)),
  ]
  let over = false
  const watch = last => now => {
    seen.gaps.push(now - last)
    if (!over) requestAnimationFrame(watch(now))
  }
  requestAnimationFrame(watch(performance.now()))
  // The frame that the end may have held up belongs to it.
  window.framesSeen = () =>
    new Promise(resolve =>
      requestAnimationFrame(() => {
        over = true
        setTimeout(() => {
          for (const observer of observers) observer.disconnect()
          resolve(seen)
        })
      }),
    )
}

/** Starts Chromium's trace; the returned function ends it and gives its events. */
async function traceOf(page) {
  const session = await page.context().browser().newBrowserCDPSession()
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } })
  return async () => {
    const complete = new Promise(resolve => session.once('Tracing.tracingComplete', resolve))
    await session.send('Tracing.end')
    await complete
    await session.detach()
    return events
  }
}

const parts = {
  script: ['FunctionCall', 'EvaluateScript', 'v8.evaluateModule', 'v8.compileModule', 'RunMicrotasks'],
  style: ['UpdateLayoutTree'],
  layout: ['Layout'],
  paint: ['PrePaint', 'Paint', 'Layerize', 'Commit'],
  'hit test': ['HitTest'],
  collection: ['MinorGC', 'MajorGC'],
}

/** The frames of the watched page: processor time of its thread since the frame before, and of what, milliseconds. */
function framesFrom(events) {
  const mark = events.find(({ name, cat = '' }) => name === 'frames watched' && cat.includes('user_timing'))
  const mine = events
    .filter(({ pid, tid, ph, ts }) => pid === mark.pid && tid === mark.tid && ph === 'X' && ts >= mark.ts)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
  const frames = []
  let frame = []
  let end = 0
  for (const event of mine) {
    const isTask = event.ts >= end
    if (isTask) {
      if (frame.some(({ name }) => name === 'FireAnimationFrame')) {
        frames.push(frame)
        frame = []
      }
      end = event.ts + event.dur
    }
    frame.push({ ...event, isTask })
  }
  return frames.map(costOf)
}

const sumOf = events => events.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000

function costOf(frame) {
  // What stands in another of the same kind is counted there.
  const ofKind = names => {
    let end = 0
    return frame.filter(({ name, ts, dur }) => {
      if (ts < end || !names.includes(name)) return false
      end = ts + dur
      return true
    })
  }
  const costs = Object.entries(parts).map(([part, names]) => [part, sumOf(ofKind(names))])
  return { ms: sumOf(frame.filter(({ isTask }) => isTask)), parts: Object.fromEntries(costs) }
}

export const longest = numbers => numbers.reduce((most, number) => Math.max(most, number), 0)
export const over = numbers => numbers.filter(ms => ms > slowMs).length

/** `script 31, layout 20`: what the dearest frame was spent on. */
export function spentOn(frames) {
  const worst = frames.toSorted((a, b) => b.ms - a.ms)[0]
  return Object.entries(worst?.parts ?? {})
    .filter(([, ms]) => ms >= 2)
    .sort(([, a], [, b]) => b - a)
    .map(([part, ms]) => `${part} ${Math.round(ms)}`)
    .join(', ')
}
