import type { Round } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { textWidth } from '../../plot/text-width.ts'
import { turned } from '../../plot/turned.ts'
import { useWidth } from '../../plot/use-width.ts'
import { words } from '../frame/fields.ts'
import type { Picture } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { pictureRun, taskOf, type Fields } from './fields.ts'

const [rowPx, boxPx, topPx] = [58, 24, 18]
/** Narrower boxes carry no number. */
const roomPx = 14

const phases: Readonly<Record<Round['phase'], ReturnType<typeof words>>> = {
  load: words('loaded', '装入'),
  up: words('add', '相加'),
  clear: words('clear the root', '根清零'),
  down: words('down', '向下'),
  own: words('add own', '加自己'),
}

/** Each round's line of shared memory under the one before, with who added what; beside it the threads, warp by warp. */
export const Rounds = turned(function Rounds(shown: Picture<Fields>) {
  const say = useWords()
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  const { values, k } = shown
  const steps = pictureRun(shown)?.steps ?? []
  const rounds = steps.map(({ state }) => state as Round)
  const places = rounds[0]?.values.length ?? 0
  const metrics = steps[Math.min(k, steps.length - 1)]?.metrics ?? {}
  const tree = values.kernel === 'scan-blelloch'
  const threads =
    tree || taskOf(values.kernel) === 'sum'
      ? Math.max(1, places / (values.kernel === 'sum-interleaved' ? 1 : 2))
      : places
  const left = 8 + Math.max(...Object.values(phases).map(phase => textWidth(say(phase))))
  const strip = Math.min(outer * 0.28, 200)
  const cell = Math.min(40, (outer - left - strip - 16) / Math.max(1, places))
  const x = (i: number) => left + (i + 0.5) * cell
  const y = (row: number) => topPx + row * rowPx
  const height = y(rounds.length) - rowPx + boxPx + 8
  const warps = Math.ceil(threads / values.warp)
  // A pixel between threads, a thread's room between warps.
  const dot = Math.max(1.5, Math.min(9, (strip - threads - 4) / (threads + warps - 1)))
  const start = left + places * cell + 16
  return (
    <div className="chart">
      <p className="kernel-line">
        {say(
          words(
            `${metrics['additions'] ?? 0} additions (N₊) so far, in ${metrics['warpSteps'] ?? 0} steps of warps; right: the threads, filled where they add`,
            `至此 ${metrics['additions'] ?? 0} 次加法（N₊），线程束走了 ${metrics['warpSteps'] ?? 0} 步；右侧为线程，实心者在加`,
          ),
        )}
      </p>
      <div ref={box} className="plot rounds" style={isDrawn ? {} : { height: places > 0 ? height : 0 }}>
        {isDrawn && places > 0 && (
          <svg width={outer} height={height} role="img" aria-label={say(words('Rounds of additions', '各轮加法'))}>
            {rounds.slice(0, k + 1).map((round, row) => (
              <g key={row} className={row === k ? 'round-now' : undefined}>
                <text x={left - 8} y={y(row) + 4} textAnchor="end">
                  {say(phases[round.phase])}
                </text>
                {row > 0 && (
                  <Arrows round={round} x={x} above={y(row - 1) + boxPx / 2} below={y(row) - boxPx / 2} tree={tree} />
                )}
                <Line round={round} x={x} y={y(row)} cell={cell} tree={tree} />
                {row > 0 && round.phase !== 'clear' && (
                  <Threads round={round} threads={threads} warp={values.warp} x={start} y={y(row)} dot={dot} />
                )}
              </g>
            ))}
          </svg>
        )}
      </div>
    </div>
  )
})

/** Places that a round wrote. */
const writtenBy = ({ moves, phase }: Round) =>
  new Set(moves.flatMap(({ from, to }) => (phase === 'down' ? [from, to] : [to])))

function Line({
  round,
  x,
  y,
  cell,
}: {
  round: Round
  x: (i: number) => number
  y: number
  cell: number
  tree: boolean
}) {
  const written = writtenBy(round)
  const wide = cell - Math.min(4, cell / 5)
  return (
    <>
      {round.values.map((value, i) => (
        <g key={i} className={written.has(i) ? 'place written' : 'place'}>
          <rect x={x(i) - wide / 2} y={y - boxPx / 2} width={wide} height={boxPx} rx="3" />
          {cell >= roomPx && textWidth(numberText(value)) < cell && (
            <text x={x(i)} y={y + 4} textAnchor="middle">
              {numberText(value)}
            </text>
          )}
        </g>
      ))}
    </>
  )
}

function Arrows({
  round,
  x,
  above,
  below,
}: {
  round: Round
  x: (i: number) => number
  above: number
  below: number
  tree: boolean
}) {
  return (
    <>
      {round.moves.map(({ from, to }) => (
        <g key={`${from} ${to}`}>
          <path className="own-way" d={`M${x(to)} ${above}V${below}`} />
          {from !== to && <path className="way" d={`M${x(from)} ${above}L${x(to)} ${below}`} />}
          {round.phase === 'down' && <path className="way" d={`M${x(to)} ${above}L${x(from)} ${below}`} />}
        </g>
      ))}
    </>
  )
}

/** Squares in warps; a warp steps as soon as one of its threads has work. */
function Threads({
  round,
  threads,
  warp,
  x,
  y,
  dot,
}: {
  round: Round
  threads: number
  warp: number
  x: number
  y: number
  dot: number
}) {
  const working = new Set(round.moves.map(({ thread }) => thread))
  const gap = dot + 1
  const place = (thread: number) => x + thread * gap + Math.floor(thread / warp) * dot
  const warps = Array.from({ length: Math.ceil(threads / warp) }, (_, w) => w)
  return (
    <>
      {warps.map(w => {
        const [first, last] = [w * warp, Math.min(threads, (w + 1) * warp) - 1]
        const steps = Array.from(working).some(thread => thread >= first && thread <= last)
        return (
          <rect
            key={w}
            className={steps ? 'warp stepping' : 'warp'}
            x={place(first) - 2}
            y={y - dot / 2 - 3}
            width={place(last) - place(first) + dot + 4}
            height={dot + 6}
            rx="2"
          />
        )
      })}
      {Array.from({ length: threads }, (_, thread) => (
        <rect
          key={thread}
          className={working.has(thread) ? 'thread working' : 'thread'}
          x={place(thread)}
          y={y - dot / 2}
          width={dot}
          height={dot}
        />
      ))}
    </>
  )
}
