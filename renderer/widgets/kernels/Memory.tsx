import { Cells } from '../../plot/Cells.tsx'
import { words } from '../frame/fields.ts'
import type { Picture } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { momentOf, sizeOf, type Fields } from './fields.ts'
import type { MemoryMoment } from './memory.ts'

const same = (a: readonly number[], b: readonly number[]) => a[0] === b[0] && a[1] === b[1]

const phases: Readonly<Record<MemoryMoment['phase'], ReturnType<typeof words>>> = {
  begin: words('before the first step', '尚未开始'),
  read: words(
    'each thread reads one number of A and one of B from global memory',
    '每个线程从全局内存各读 A、B 的一个数',
  ),
  load: words(
    'the threads load a tile of A and one of B together, then wait for each other',
    '线程合力装入 A、B 各一块，然后互相等待',
  ),
  multiply: words('each thread reads from the tiles only: no global memory', '每个线程只读片上的小块，不碰全局内存'),
  end: words('done: C is written', '完成：写出 C'),
}

/** A, B and C of a small product: how often each number was read, and what one workgroup reads now. */
export function Memory(shown: Picture<Fields>) {
  const say = useWords()
  const moment = momentOf(shown)
  const { a, b, now, phase, reads } = moment
  const { side, tile, tiled } = sizeOf(shown.values)
  const inGroup = (i: number, j: number) => i < tile && j < tile
  const matrices = [
    {
      name: 'A',
      values: a,
      marked: (i: number, j: number) => phase !== 'multiply' && now.a.some(place => same(place, [i, j])),
    },
    {
      name: 'B',
      values: b,
      marked: (i: number, j: number) => phase !== 'multiply' && now.b.some(place => same(place, [i, j])),
    },
    { name: 'C', values: a.map(row => row.map(() => (phase === 'end' ? side : side / 8))), marked: inGroup },
  ]
  return (
    <div>
      <p className="kernel-line">
        {say(phases[phase])} ·{' '}
        {say(words(`R = ${reads} numbers read from global memory`, `已从全局内存读 R = ${reads} 个数`))}
      </p>
      <div className="kernel-thirds">
        {matrices.map(({ name, values, marked }) => (
          <div key={name} className="chart">
            <div className="chart-title flush">
              {name === 'C'
                ? say(words('C; framed: one workgroup’s', 'C；加框：一个工作组的'))
                : say(words(`${name}: times each was read; framed: read now`, `${name}：每个数读过几遍；加框：正在读`))}
            </div>
            <Cells
              values={values}
              label={say(words(`Matrix ${name}`, `矩阵 ${name}`))}
              from={0}
              to={side}
              marked={marked}
              numbers={name !== 'C'}
            />
          </div>
        ))}
      </div>
      {tiled && <Tiles moment={moment} side={side} tile={tile} />}
    </div>
  )
}

/** The two tiles in the workgroup's own memory. */
function Tiles({
  moment: { tile: first, phase, now },
  side,
  tile,
}: {
  moment: MemoryMoment
  side: number
  tile: number
}) {
  const say = useWords()
  const depth = first === undefined ? 0 : Math.min(tile, side - first)
  const tiles = [
    {
      name: 'A',
      rows: tile,
      columns: tile,
      places: now.a.map(([i, k]) => [i, k - (first ?? 0)]),
      holds: (_: number, k: number) => k < depth,
    },
    {
      name: 'B',
      rows: tile,
      columns: tile,
      places: now.b.map(([k, j]) => [k - (first ?? 0), j]),
      holds: (k: number) => k < depth,
    },
  ]
  return (
    <div className="kernel-thirds kernel-tiles">
      {tiles.map(({ name, rows, columns, places, holds }) => (
        <div key={name} className="chart">
          <div className="chart-title flush">
            {say(words(`tile of ${name} in the workgroup’s memory`, `${name} 的小块，在工作组的片上内存里`))}
          </div>
          <Cells
            values={Array.from({ length: rows }, (_r, i) =>
              Array.from({ length: columns }, (_c, j) => (holds(i, j) ? 1 : 0.2)),
            )}
            label={say(words(`Tile of ${name}`, `${name} 的小块`))}
            from={0}
            to={2}
            marked={(i, j) => phase === 'multiply' && places.some(place => same(place, [i, j]))}
            numbers={false}
            largestPx={28}
          />
        </div>
      ))}
      <p className="kernel-note">
        {say(
          words(
            `Each number of A and B comes from global memory ${Math.ceil(side / tile)} times instead of ${side}.`,
            `A、B 的每个数只从全局内存取 ${Math.ceil(side / tile)} 遍，而不是 ${side} 遍。`,
          ),
        )}
      </p>
    </div>
  )
}
