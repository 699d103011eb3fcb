import { Cells } from '../../plot/Cells.tsx'
import { numberText } from '../../lib/number.ts'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { Links } from './Links.tsx'
import { entropyOf, model, sceneOf } from './model.ts'
import './attention.css'

export const AttentionView = figureOf(model, Scene)

/** More heads than this are chosen by their number alone. */
const mostShown = 8

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const scene = sceneOf(shown)
  if (!scene) return null
  const { probs, row, queries, keys, result } = scene
  const weights = probs[row]!
  const entropy = numberText(entropyOf(weights))
  const most = numberText(Math.log(weights.length))
  return (
    <>
      <div className="even">
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
      </div>
      {result.heads.length > 1 && result.heads.length <= mostShown && (
        <div className="heads">
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
        </div>
      )}
    </>
  )
}
