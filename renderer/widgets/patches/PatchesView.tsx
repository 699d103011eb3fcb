import { Cells } from '../../plot/Cells.tsx'
import { Raster } from '../../plot/Raster.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { cropped } from '../frame/pictures.ts'
import { useWords } from '../frame/words.ts'
import { PatchGrid } from './PatchGrid.tsx'
import { model, resultOf, rowsOf } from './model.ts'

export const PatchesView = figureOf(model, Scene)

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const result = resultOf(shown)
  if (!result) return null
  const { patch, image: whole } = shown.values
  const image = cropped(whole, patch)
  const at = Math.min(shown.k, result.patches.length - 1)
  const side = Math.round(Math.sqrt(result.patches[0]!.length))
  const number = at + 1
  return (
    <div className="even">
      <div>
        <Raster
          values={image}
          title={say(words('the image, cut', '切开的图像'))}
          label={say(model.summary(shown))}
          largestPx={300}
        >
          {pixel => <PatchGrid grid={result.grid} side={side * pixel} chosen={at} onPatch={shown.show} />}
        </Raster>
      </div>
      <div>
        <Raster
          values={rowsOf(result.patches[at]!)}
          title={say(words(`patch ${number}: ${side * side} numbers`, `第 ${number} 块：${side * side} 个数`))}
          label={say(words(`Patch ${number}`, `第 ${number} 块`))}
          largestPx={96}
        />
        <div className="chart-title flush">
          {say(words('tokens, a patch a row, the class token first', '词元，每行一块，类别词元在前'))}
        </div>
        <Cells
          values={result.tokens}
          label={say(words('Tokens', '词元'))}
          signed
          numbers={false}
          tallPx={Math.min(14, 190 / result.tokens.length)}
          marked={i => i === at + 1}
        />
      </div>
    </div>
  )
}
