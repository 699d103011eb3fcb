import { useMemo } from 'react'
import { Raster } from '../../plot/Raster.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { mixed, model, shareAt } from './model.ts'
import './mixgen.css'

export const MixgenView = figureOf(model, Scene)

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const { values } = shown
  const share = shareAt(shown)
  const mixture = useMemo(() => mixed({ values }, share), [values, share])
  const both = [values.first_caption, values.second_caption].filter(text => text.trim()).join(' ')
  const panels = [
    {
      title: say(words(`first × ${share.toFixed(2)}`, `第一张 × ${share.toFixed(2)}`)),
      image: values.first,
      caption: values.first_caption,
    },
    {
      title: say(words(`second × ${(1 - share).toFixed(2)}`, `第二张 × ${(1 - share).toFixed(2)}`)),
      image: values.second,
      caption: values.second_caption,
    },
    { title: say(words('the new pair', '新的一对')), image: mixture, caption: both },
  ]
  return (
    <div className="mixed-pairs">
      {panels.map(({ title, image, caption }) => (
        <div key={title}>
          <Raster values={image} title={title} label={caption} largestPx={240} />
          <p className="caption">{caption}</p>
        </div>
      ))}
    </div>
  )
}
