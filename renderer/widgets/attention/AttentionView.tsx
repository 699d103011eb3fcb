import { Awaited } from '../../plot/Awaited.tsx'
import { Cells } from '../../plot/Cells.tsx'
import { numberText } from '../../lib/number.ts'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { Links } from './Links.tsx'
import { blankFor, entropyOf, model, resultOf, sceneOf } from './model.ts'
import './attention.css'

export const AttentionView = figureOf(model, Scene)

/** More heads than this are chosen by their number alone. */
const mostShown = 8

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const answer = resultOf(shown)
  const isAwaited = !answer && isUnderWay(shown.runs['attention'])
  const scene = sceneOf(shown, isAwaited ? blankFor(shown.values) : answer)
  if (!scene) return null
  const { probs, row, queries, keys, result } = scene
  const weights = probs[row]!
  const entropy = numberText(entropyOf(weights))
  const most = numberText(Math.log(weights.length))
  return (
    <>
      <Awaited className="even" when={isAwaited}>
        <Cells
          values={probs}
          label={say(words('Weights, a query a row', '权重，每行一个查询'))}
          rowNames={queries}
          columnNames={keys}
          from={0}
          to={1}
          marked={i => i === row}
          onCell={i => shown.show(i)}
        />
        <div>
          <p className="phase">
            {say(
              words(
                `“${queries[row]}” looks at (entropy ${entropy} of at most ${most}):`,
                `“${queries[row]}”在看（熵 ${entropy}，至多 ${most}）：`,
              ),
            )}
          </p>
          <Links probs={probs} row={row} queries={queries} keys={keys} onQuery={shown.show} />
        </div>
      </Awaited>
      {result.heads.length > 1 && result.heads.length <= mostShown && (
        <Awaited className="heads" when={isAwaited}>
          {[result, ...result.heads].map((head, h) => {
            const name = h ? say(words(`head ${h}`, `头 ${h}`)) : say(words('mean', '均值'))
            return (
              <button key={h} type="button" aria-pressed={h === scene.head} onClick={() => shown.set({ head: h })}>
                <Cells
                  values={head.probs as readonly (readonly number[])[]}
                  label={name}
                  numbers={false}
                  from={0}
                  to={1}
                />
                {name}
              </button>
            )
          })}
        </Awaited>
      )}
    </>
  )
}
