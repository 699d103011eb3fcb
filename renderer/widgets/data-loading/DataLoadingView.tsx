import { Bars } from '../../plot/Bars.tsx'
import { Chart } from '../../plot/Chart.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { batchesOf, model, reportOf, speedOf, type Batch, type Fields } from './model.ts'
import './data-loading.css'

export const DataLoadingView = figureOf(model, Scene)

type Shown = Picture<Fields>
/** Batches that the timeline shows at once, and worker rows. */
const [inSight, mostRows] = [14, 8]

function Scene(shown: Shown) {
  return (
    <>
      <Timeline {...shown} />
      <div className="even">
        <Time {...shown} />
        <Speed {...shown} />
      </div>
    </>
  )
}

/** Who does what when, up to the batch shown. */
function Timeline(shown: Shown) {
  const say = useWords()
  const all = batchesOf(shown)
  const { workers, transfer } = shown.values
  const from = Math.max(0, Math.min(shown.k - inSight + 1, all.length - inSight))
  const seen = all.slice(from, Math.max(from, shown.k) + 1)
  const window = all.slice(from, from + inSight)
  const x = {
    from: Math.min(...window.map(({ start }) => start), window[0] ? Infinity : 0),
    to: Math.max(1, window.at(-1)?.done ?? 1),
  }
  const rows = Math.min(mostRows, Math.max(1, workers))
  const y = { from: 0, to: rows + 1 }
  const names = [say(words('device', '设备')), ...Array.from({ length: rows }, (_, i) => (workers ? `${i + 1}` : '—'))]
  return (
    <div className="chart">
      <div className="chart-title">
        {say(
          words(
            `ms; lowest row: the device copies (light), computes (full), waits (dashed); above it ${workers > rows ? `the first ${rows} of ${workers} workers` : 'the workers load'}`,
            `毫秒；最下行为设备：拷贝（浅）、计算（深）、等待（虚框）；其上为${workers > rows ? `前 ${rows} 个` : ''}工作进程加载`,
          ),
        )}
      </div>
      <Plane aspect={Math.min(0.5, 0.09 * (rows + 2))} x={x} y={y} rows label={say(model.summary(shown))}>
        {frame => {
          const tall = frame.y(0) - frame.y(1)
          const bar = (row: number, start: number, end: number, name: string, key: string) => (
            <rect
              key={key}
              className={name}
              x={frame.x(start)}
              y={frame.y(row + 0.86)}
              width={Math.max(0.5, frame.x(end) - frame.x(start) - 0.5)}
              height={0.72 * tall}
            />
          )
          const numbered = (row: number, start: number, end: number, number: number) =>
            frame.x(end) - frame.x(start) > 16 && (
              <text
                key={`t ${row} ${number}`}
                x={(frame.x(start) + frame.x(end)) / 2}
                y={frame.y(row + 0.5) + 4}
                textAnchor="middle"
                className="on-paper"
              >
                {number + 1}
              </text>
            )
          const draw = ({ worker, start, ready, taken, done, waited }: Batch, i: number) => {
            const number = from + i
            const tone = `pipeline-load series-${(worker % 6) + 1}`
            return (
              <g key={number}>
                {worker < rows && bar(worker + 1, start, ready, tone, 'load')}
                {worker < rows && numbered(worker + 1, start, ready, number)}
                {waited > 0 && bar(0, taken - waited, taken, 'pipeline-wait', 'wait')}
                {bar(0, taken, taken + transfer, 'pipeline-copy', 'copy')}
                {bar(0, taken + transfer, done, 'pipeline-step', 'step')}
                {numbered(0, taken + transfer, done, number)}
              </g>
            )
          }
          return (
            <>
              {seen.map(draw)}
              {names.map((name, row) => (
                <text key={row} className="pipeline-name" x={frame.left + 4} y={frame.y(row + 0.5) + 4}>
                  {row > 0 && row <= rows ? '' : name}
                </text>
              ))}
            </>
          )
        }}
      </Plane>
    </div>
  )
}

function Time(shown: Shown) {
  const say = useWords()
  const time = reportOf(shown)?.result?.time
  if (!time) return <div />
  return (
    <Bars
      label={say(words('Time of the device', '设备的时间'))}
      title={say(words('the device’s time, ms', '设备的时间（毫秒）'))}
      bars={[
        { name: say(words('waiting', '等待')), value: time.waiting, series: 1 },
        { name: say(words('copying', '拷贝')), value: time.transfer, series: 2 },
        { name: say(words('computing', '计算')), value: time.compute, series: 0 },
      ]}
    />
  )
}

function Speed(shown: Shown) {
  const say = useWords()
  const { workers } = shown.values
  const most = Math.max(16, workers)
  const points = Array.from({ length: most + 1 }, (_, w) => [w, speedOf(shown.values, w)] as const)
  const measured = reportOf(shown)?.result?.cases_per_second
  return (
    <Chart
      title={say(
        words(
          'cases a second over workers: predicted, and this run (mark)',
          '每秒样本数随进程数：预测与本次运行（标记）',
        ),
      )}
      label={say(words('Speed over workers', '速度与进程数'))}
      lines={[{ series: 0, points }]}
      x={{ from: 0, to: most }}
      y={{ from: 0, to: 1.1 * Math.max(...points.map(([, speed]) => speed)) }}
      aspect={0.5}
      onPoint={x => shown.set({ workers: Math.max(0, Math.min(256, Math.round(x))) })}
    >
      {frame => measured && <Mark series={1} x={frame.x(workers)} y={frame.y(measured)} r={6} />}
    </Chart>
  )
}
