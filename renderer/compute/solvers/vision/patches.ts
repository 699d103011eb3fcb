import { Stream } from '../../random/stream.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyPatches } from '../../verify/patches.ts'
import { sinusoids } from '../attention/positions.ts'
import { countField } from '../fields.ts'
import { imageField, patchesOf, patchIssues, ring } from './pictures.ts'

const mostWork = 4e6

/**
 * An image cut into squares, each made a token by one linear map, with a class token in front and positions added
 * (Dosovitskiy and others, An image is worth 16 × 16 words, 2021). The map is drawn at random: it is what training finds.
 */
export const patches = defineStepwise({
  id: 'patches',
  title: { en: 'Patches of an image', 'zh-CN': '图像分块（ViT）' },
  schema: {
    image: imageField('Image, rows of grey levels', '图像（灰度值矩阵）', ring),
    patch: { ...countField('Side of a patch', '块的边长', 4, 1, 64, 16), symbol: 'P' },
    width: { ...countField('Width of a token', '词元维数', 16, 1, 512, 64), symbol: 'D', alias: 'd_model' },
    position: {
      kind: 'choice',
      label: { en: 'Positions', 'zh-CN': '位置编码' },
      default: 'sinusoidal',
      options: ['sinusoidal', 'none'],
    },
  },
  check({ image, patch, width }) {
    const issues = patchIssues('image', image, patch)
    const work = issues.length ? 0 : image.length * image[0]!.length * width
    return issues.length || work <= mostWork ? issues : mismatch('width', 'image', `h w D ≤ ${mostWork}`, work)
  },
  begin: ({ image, patch, width, position }, seed) =>
    atOnce(() => {
      const cut = patchesOf(image, patch)
      const [n, size] = [cut.length, patch * patch]
      const random = new Stream(seed)
      const projection = Array.from({ length: size }, () =>
        Array.from({ length: width }, () => random.normal() / Math.sqrt(size)),
      )
      const places = position === 'none' ? new Float64Array((n + 1) * width) : sinusoids(n + 1, width, 10_000)
      const tokens = [Array<number>(size).fill(0), ...cut].map((row, i) =>
        Array.from({ length: width }, (_, c) =>
          row.reduce((sum, value, at) => sum + value * projection[at]![c]!, places[i * width + c]!),
        ),
      )
      const result = {
        grid: [image.length / patch, image[0]!.length / patch],
        patches: cut,
        projection,
        tokens,
        parameters: size * width + width + (n + 1) * width,
      }
      const metrics = { patches: n, tokens: n + 1 }
      const added = Array.from(tokens, (_, i) => Array.from(places.subarray(i * width, (i + 1) * width)))
      return {
        state: result.grid,
        metrics,
        result,
        certificate: certifyPatches(image, patch, cut, projection, tokens, added),
      }
    }),
})
