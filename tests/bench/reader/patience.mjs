// No measure waits for ever: one that takes too long ends with a sentence that says what it waited for.

/** Longest that one measure may take, ms; the slowest, a hundred papers one after another, has its own. */
const patienceMs = Number(process.env.BENCH_PATIENCE_MS ?? 120_000)

/**
 * What `use` makes of a page, or an error where that takes too long. What it waits for the page itself says, in
 * `window.waitsFor`; `side` says whose page it is.
 */
export async function patiently(page, side, use, longestMs = patienceMs) {
  let timer
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(() => {
      void waitedFor(page).then(what => reject(new Error(`${side}: nothing after ${longestMs / 1000} s; ${what}`)))
    }, longestMs)
  })
  try {
    return await Promise.race([use(page), tooLong])
  } finally {
    clearTimeout(timer)
  }
}

/** A page whose thread is busy for good says nothing. */
async function waitedFor(page) {
  const busy = new Promise(done => setTimeout(done, 5000, 'its page does not answer'))
  return Promise.race([page.evaluate(said).catch(error => error.message), busy])
}

/** Runs in the page. */
function said() {
  const pages = [...document.querySelectorAll('.page[data-loaded]')].map(({ dataset }) => dataset.pageNumber)
  const told = [...document.querySelectorAll('[role=alert], [role=status]')].map(one => one.textContent.trim())
  const shown = `pages drawn: ${pages.join(', ') || 'none'}; said: ${told.filter(Boolean).join(' | ') || 'nothing'}`
  return `it waited for ${window.waitsFor ?? 'something else than the page'} (${shown})`
}
