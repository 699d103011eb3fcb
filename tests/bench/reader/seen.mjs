// When a page of a paper counts as seen: by the same measure in our window and in the rival's page.

/** Gives a page `window.seen` and `window.hasInk`, before anything of its own runs. */
export const looking = page => page.addInitScript(looks)

/** Resolves to the moment at which a page is painted and its text, where it has any, can be selected. Runs in the page. */
export const seen = ([number, hasText]) => window.seen(number, hasText)

/** Runs in the page. */
function looks() {
  const side = 64
  let pad
  /** Whether a canvas has anything but white in what is seen of it in `frame`: it is there before its picture is. */
  window.hasInk = (canvas, frame) => {
    pad ??= new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
    const box = canvas.getBoundingClientRect()
    const [top, bottom] = [Math.max(box.top, frame.top), Math.min(box.bottom, frame.bottom)]
    if (bottom - top < 1) return false
    const scale = canvas.height / box.height
    pad.clearRect(0, 0, side, side)
    pad.drawImage(canvas, 0, (top - box.top) * scale, canvas.width, (bottom - top) * scale, 0, 0, side, side)
    const { data } = pad.getImageData(0, 0, side, side)
    return data.some((value, at) => at % 4 === 0 && value < 235 && data[at + 3] > 0)
  }
  window.seen = (number, hasText) => {
    window.waitsFor = `page ${number}${hasText ? ' and its text' : ''}`
    return new Promise(resolve => {
      const look = () => {
        const page = document.querySelector(`.page[data-page-number="${number}"]`)
        const canvas = page?.dataset.loaded && page.querySelector('.canvasWrapper canvas:not([hidden])')
        const isThere = canvas && (!hasText || page.querySelector('.textLayer span'))
        if (isThere && window.hasInk(canvas, { top: 0, bottom: innerHeight })) resolve(performance.now())
        else requestAnimationFrame(look)
      }
      look()
    })
  }
}
