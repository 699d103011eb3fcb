import type { Problem } from '../../schema.ts'
import type { Iterate } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyMixture } from '../../verify/mixed.ts'
import { countField } from '../fields.ts'
import { imageField, imageIssues, ring, stripes } from './pictures.ts'

const caption = (en: string, zh: string, value: string) =>
  ({ kind: 'text', label: { en, 'zh-CN': zh }, default: value, maxLength: 2_000 }) as const

const schema = {
  first: imageField('First image', '第一张图像', ring),
  second: imageField('Second image', '第二张图像', stripes),
  first_caption: caption('First caption', '第一条文本', 'a bright ring'),
  second_caption: caption('Second caption', '第二条文本', 'slanted stripes'),
  lambda: {
    kind: 'number',
    label: { en: 'Share of the first image', 'zh-CN': '第一张图像的比重' },
    symbol: '\\lambda',
    default: 0.5,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  },
  frames: countField('Steps from the second to the first', '从第二张到第一张的步数', 10, 0, 200, 40),
} as const
type Given = Problem<typeof schema>

const mix = ({ first, second }: Given, lambda: number): number[][] =>
  first.map((row, i) => row.map((value, j) => lambda * value + (1 - lambda) * second[i]![j]!))

function* frames(given: Given): Generator<Iterate<number[][]>, Status> {
  for (let k = 0; k <= given.frames; k++) {
    const lambda = given.frames ? k / given.frames : given.lambda
    yield { k, state: mix(given, lambda), metrics: { lambda } }
  }
  return 'optimal'
}

/** MixGen (Hao and others 2023): two images blended as in mixup (Zhang and others 2018), their captions one after the other. */
export const mixgen = defineStepwise({
  id: 'mixgen',
  title: { en: 'MixGen: images and captions mixed', 'zh-CN': 'MixGen：图文混合' },
  schema,
  check(given) {
    const issues = [...imageIssues('first', given.first), ...imageIssues('second', given.second)]
    if (issues.length) return issues
    const size = ({ length }: Given['first'], width: number) => `${length} × ${width}`
    const [one, two] = [size(given.first, given.first[0]!.length), size(given.second, given.second[0]!.length)]
    return one === two ? [] : mismatch('second', 'first', one, two)
  },
  begin: given => ({
    steps: frames(given),
    answer() {
      const image = mix(given, given.lambda)
      const caption = [given.first_caption, given.second_caption].filter(text => text.trim()).join(' ')
      const certificate = certifyMixture(given, image, caption)
      return { result: { image, caption, lambda: given.lambda }, certificate }
    },
  }),
})
