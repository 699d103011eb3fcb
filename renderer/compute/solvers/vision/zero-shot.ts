import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyZeroShot } from '../../verify/contrast.ts'
import { softmaxInto } from '../attention/attend.ts'
import { entryIssues, positiveNumber } from '../fields.ts'
import { embeddings } from './info-nce.ts'

/** Classification without training: softmax over τ of the cosines of an image and the texts of the classes (Radford and others 2021). */
export const zeroShot = defineStepwise({
  id: 'zero-shot',
  title: { en: 'Zero-shot by prompts', 'zh-CN': '零样本分类' },
  schema: {
    image: {
      kind: 'vector',
      label: { en: 'Embedding of the image', 'zh-CN': '图像嵌入' },
      default: [0.8, 0.2, 0.4, 0.1],
      maxLength: 4_096,
    },
    prompts: {
      kind: 'expressions',
      label: { en: 'Prompts', 'zh-CN': '提示文本' },
      default: ['a photo of a cat', 'a photo of a dog', 'a photo of a car'],
      maxLength: 1_000,
    },
    texts: embeddings('Embeddings of the prompts, one a row', '各提示的嵌入，每行一个', 'T', [
      [0.9, 0.1, 0.3, 0],
      [0.5, 0.7, 0.1, 0.2],
      [0, 0.2, 0.1, 0.9],
    ]),
    temperature: {
      ...positiveNumber('Temperature', '温度', '\\tau', 0.07, [1e-3, 1e3], [0.01, 1]),
      alias: 'tau',
    },
  },
  check({ image, prompts, texts }) {
    if (texts.length !== prompts.length) return mismatch('texts', 'prompts', prompts.length, texts.length)
    const width = texts[0]?.length ?? 0
    if (width !== image.length) return mismatch('texts', 'image', image.length, width)
    const blank = [image, ...texts].some(row => row.every(value => value === 0))
    if (blank) return mismatch('texts', 'image', '‖x‖ > 0', 0)
    return [...entryIssues('image', [image]), ...entryIssues('texts', texts)]
  },
  begin: ({ image, prompts, texts, temperature }) =>
    atOnce(() => {
      const length = Math.hypot(...image)
      const cosines = texts.map(
        row => row.reduce((sum, value, c) => sum + value * image[c]!, 0) / length / Math.hypot(...row),
      )
      const probs = new Float64Array(texts.length)
      softmaxInto(
        Float64Array.from(cosines, value => value / temperature),
        probs,
      )
      const order = prompts.map((_, j) => j).sort((a, b) => probs[b]! - probs[a]!)
      const result = {
        best: prompts[order[0]!]!,
        probs: Array.from(probs),
        cosines,
        ranking: order.map(j => ({ prompt: prompts[j]!, p: probs[j]!, cosine: cosines[j]! })),
      }
      const certificate = certifyZeroShot(image, texts, temperature, result)
      return { state: result.probs, metrics: { largest: probs[order[0]!]! }, result, certificate }
    }),
})
