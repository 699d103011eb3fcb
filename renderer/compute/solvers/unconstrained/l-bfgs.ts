import { norm } from '../../linear-algebra/vector.ts'
import { Line, type Point } from './line.ts'
import { Pairs } from './pairs.ts'
import { searchField, searchOf } from './searches.ts'
import { defineSmooth } from './smooth.ts'

/** L-BFGS: the BFGS direction from the last m pairs (s, y) alone, in 4 m n operations (Nocedal, 1980; Nocedal and Wright, 2006, algorithms 7.4 and 7.5). */
export const lBfgs = defineSmooth({
  id: 'l-bfgs',
  title: { en: 'L-BFGS', 'zh-CN': 'L-BFGS' },
  fields: {
    memory: {
      kind: 'number',
      label: { en: 'Pairs kept', 'zh-CN': '保留的对数' },
      symbol: 'm',
      default: 5,
      min: 1,
      max: 50,
      slider: [3, 20],
      scale: 'linear',
      whole: true,
    },
    search: searchField,
  },
  variables: 10_000,
  begin(objective, { memory, search }) {
    const find = searchOf(search, 0.9)
    const pairs = new Pairs(memory, objective.dimension)
    // The point before the last: its arrays take the next, for thousands of steps would leave megabytes a second.
    let room: Point | undefined
    return {
      next(here) {
        let line = new Line(objective, here, pairs.direction(here.slope), room)
        const careful = () => Math.min(1, 1 / norm(here.slope))
        if (!find(line, pairs.size ? 1 : careful())) {
          // What was learnt misleads: once more from the slope.
          pairs.forget()
          line = new Line(objective, here, pairs.direction(here.slope), room)
          if (!find(line, careful())) return undefined
        }
        const to = line.point()
        pairs.add(here, to)
        room = here
        return { to, metrics: { step: line.alpha } }
      },
    }
  },
})
