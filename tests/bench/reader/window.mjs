// Our own window, through the browser door, for the reader's bench.
import { spawn } from 'node:child_process'
import { at } from '../../../electron/dev/setup.mjs'

export const viewport = { width: 1280, height: 860 }

/** Opens our window on the library in a fresh context, hands its page over and closes all. */
export async function ours(browser, library, use) {
  const program = at('out/main/browser.js')
  const server = spawn(process.execPath, [program, '--library', library.folder, '--port', '0', '--no-open', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
  })
  const ended = new Promise(done => server.on('exit', done))
  const url = await new Promise(done => server.stdout.once('data', line => done(JSON.parse(String(line)).url)))
  const context = await browser.newContext({ locale: 'en-US', viewport })
  try {
    const page = await context.newPage()
    // A busy machine is no failure.
    page.setDefaultTimeout(120_000)
    await page.goto(url)
    await page.getByRole('treeitem').first().click()
    return await use(page)
  } finally {
    await context.close()
    server.kill()
    await ended
  }
}

/** What one looks at a list before one opens something from it, at least. */
const restMs = 2000

/** Begins to open a paper of the list; `window.started` says when. The window has had a moment to come to rest, as the rival has. */
export async function openPaper(page, { titles }, name) {
  await page.getByRole('grid').getByRole('row').filter({ hasText: titles[name] }).first().click()
  const button = page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Open the paper' })
  await button.waitFor()
  await page.waitForTimeout(restMs)
  await button.evaluate(element => {
    window.started = performance.now()
    element.click()
  })
}

/** Resolves to the moment at which a page is painted and its text, where it has any, can be selected. Runs in the page. */
export function seen([number, hasText]) {
  return new Promise(resolve => {
    const look = () => {
      const page = document.querySelector(`.page[data-page-number="${number}"]`)
      const isPainted = page?.querySelector('.canvasWrapper canvas:not([hidden])') && page.dataset.loaded
      if (isPainted && (!hasText || page.querySelector('.textLayer span'))) resolve(performance.now())
      else requestAnimationFrame(look)
    }
    look()
  })
}

/** Goes to the last page by the page box; gives its number and when. Runs in the page. */
export async function jumpToLast() {
  const box = document.querySelector('.reader-page-box input')
  const pages = Number(/\d+$/.exec(document.querySelector('.reader-count').textContent)[0])
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  box.focus()
  set.call(box, String(pages))
  box.dispatchEvent(new Event('input', { bubbles: true }))
  await new Promise(done => setTimeout(done))
  const from = performance.now()
  box.form.requestSubmit()
  return { from, pages }
}
