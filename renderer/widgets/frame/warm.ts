import { contoursFrom } from '../../plot/contour.ts'
import { drawFormula } from '../../ui/formula-drawing.ts'
import './Figure.tsx'

// A style sheet that comes with a widget has all of the window styled anew, and a face all of it laid out anew: they come
// before there is a long note.
import.meta.glob('../*/*.css', { eager: true })

/** What formulas are mostly made of. */
const formulas = [
  String.raw`\min_{x\in\mathbb R^n} f(x)\quad\text{s.t.}\quad g_i(x)\le 0,\; i=1,\dots,m`,
  String.raw`\hat\theta=\arg\max_\theta \sum_{k=1}^{n}\ln p(x_k\mid\theta),\qquad \frac{\partial L}{\partial W}=\sqrt{1-\bar\alpha_t}\,\nabla\ln q_t`,
  String.raw`\begin{pmatrix}1 & -1\\ -1 & 1\end{pmatrix}\qquad \left(\sigma^2\right)^{-1/2}`,
] as const
const fonts = [
  '1em KaTeX_Main',
  'italic 1em KaTeX_Math',
  '1em KaTeX_AMS',
  '1em KaTeX_Size1',
  '1em KaTeX_Size2',
  '1em KaTeX_Size3',
  '1em KaTeX_Size4',
  '1em KaTeX_Caligraphic',
  '1em KaTeX_SansSerif',
  'bold 1em KaTeX_Main',
] as const

/** A bowl on so many points a side. */
const side = 24
const bowl = Float64Array.from(
  { length: side * side },
  (_, at) => ((at % side) - side / 2) ** 2 + (Math.floor(at / side) - side / 2) ** 2,
)

/**
 * What the first demo and the first formula of a window would wait for, in pieces that are a few milliseconds each: faces, and
 * code that an engine only reads when it is first run. That of the frame all widgets share is here with this module.
 */
export const pieces: readonly (() => unknown)[] = [
  ...fonts.map(font => () => document.fonts.load(font)),
  ...formulas.map(tex => () => drawFormula(tex, document.createElement('span'), true, {})),
  () => contoursFrom(bowl, side, side, 12),
]
