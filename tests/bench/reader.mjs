// The reader beside pdf.js's own viewer and EmbedPDF, on papers that this bench makes. All run in one Chromium, turn by turn:
// ours through the browser door, the rivals in a plain page. Times are from the wish to the sight of it, with the program open
// and at rest. `npm run bench -- reader open find` measures the cases that begin so; BENCH_RUNS says how often.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { isRoot, testChromium } from '../../electron/dev/programs.mjs'
import { SetUpFailure } from '../../electron/dev/setup.mjs'
import { cases as written } from './annotations.mjs'
import { annotate } from './reader/annotate.mjs'
import { embed as embedPdf } from './reader/embed.mjs'
import { find } from './reader/find.mjs'
import { memory, openClose } from './reader/memory.mjs'
import { opening } from './reader/open.mjs'
import { papersIn, paperNames } from './reader/papers.mjs'
import { busyScroll, fastScroll, scroll } from './reader/scroll.mjs'
import { stock as stockViewer } from './reader/stock.mjs'

const runs = Number(process.env.BENCH_RUNS ?? 3)
const rivalNames = { stock: 'pdf.js viewer', embed: 'EmbedPDF' }
const groups = {
  ...opening,
  find,
  scroll,
  'fast-scroll': fastScroll,
  'busy-scroll': busyScroll,
  memory,
  'open-close': openClose,
  annotate,
  write: Object.assign(() => written(), { papers: [] }),
}

export async function* cases(asked = []) {
  const names = Object.keys(groups).filter(name => asked.length === 0 || asked.some(word => name.startsWith(word)))
  if (names.length === 0) throw new SetUpFailure(`No such case; the reader has ${Object.keys(groups).join(', ')}`)
  const chosen = names.map(name => groups[name])
  const folder = mkdtempSync(path.join(tmpdir(), 'folium-bench-'))
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking', '--enable-precise-memory-info']
  const browser = await chromium.launch({ executablePath: (await testChromium()).file, args })
  const wanted = new Set(chosen.flatMap(group => group.papers))
  const library = await papersIn(
    folder,
    paperNames.filter(name => wanted.has(name)),
  )
  const [stock, embed] = [await stockViewer(folder), await embedPdf(folder)]
  try {
    for (const group of chosen) yield* group({ browser, library, stock, embed, pairs, median })
  } finally {
    await browser.close()
    stock.close()
    embed?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Measures all sides turn by turn. `lines` gives a part of ours against each rival's that has it. */
async function pairs(sides) {
  const measured = { ours: [], stock: [], embed: [] }
  for (let run = 0; run < runs; run++)
    for (const [side, measure] of Object.entries(sides)) if (measure) measured[side].push(await measure())
  sameHits(measured)
  return {
    *lines(part, said, unit, rivalPart = part) {
      for (const [side, rivalName] of Object.entries(rivalNames)) {
        const theirs = measured[side].flatMap(one => (rivalPart in one ? [one[rivalPart]] : []))
        if (theirs.length === 0) continue
        yield { case: said, ours: median(measured.ours.map(one => one[part])), rival: median(theirs), rivalName, unit }
      }
    },
  }
}

/** Times of different answers say nothing. */
function sameHits({ ours, stock }) {
  const counts = new Set([...ours, ...stock].map(({ hits }) => hits))
  if (counts.size > 1) throw new Error(`the viewers find ${[...counts].join(' and ')} hits`)
}

const median = values => Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] * 10) / 10
