import { atOnce, defineStepwise } from '../../stepwise.ts'
import { certifyCounts } from '../../verify/counts.ts'
import { countField } from '../fields.ts'
import { biasesOf, models, sizeOf, type Model } from './models.ts'

const targets = ['q, v', 'q, k, v, o', 'all'] as const

/** Rows and columns of every matrix of a layer that LoRA is put on. */
function shapesOf({ width: d, keyWidth: k, dense: f, kind }: Model, target: string): [number, number][] {
  const [query, key] = [[d, d] as [number, number], [d, k] as [number, number]]
  if (target === 'q, v') return [query, key]
  if (target === 'q, k, v, o') return [query, key, key, query]
  return [query, key, key, query, [d, f], ...(kind === 'llama' ? [[d, f] as [number, number]] : []), [f, d]]
}

/** How many numbers each way to fine-tune trains, in models of real size. */
export const peftParameters = defineStepwise({
  id: 'peft-parameters',
  title: { en: 'Parameters of fine-tuning methods', 'zh-CN': '各微调方法的参数量' },
  schema: {
    model: {
      kind: 'choice',
      label: { en: 'Model', 'zh-CN': '模型' },
      default: 'llama-7b',
      options: Object.keys(models),
    },
    rank: { ...countField('Rank of LoRA', 'LoRA 的秩', 8, 1, 4_096, 64), symbol: 'r' },
    matrices: {
      kind: 'choice',
      label: { en: 'Matrices with LoRA', 'zh-CN': '使用 LoRA 的矩阵' },
      default: 'q, v',
      options: targets,
    },
    adapter: countField('Width of an adapter', '适配器宽度', 64, 1, 4_096, 256),
    prefix: countField('Rows of a prefix', '前缀长度', 10, 1, 4_096, 100),
    prompt: countField('Rows of a prompt', '提示长度', 20, 1, 4_096, 100),
  },
  check: () => [],
  begin: ({ model: name, rank, matrices, adapter, prefix, prompt }) =>
    atOnce(() => {
      const model: Model = models[name as keyof typeof models]
      const { layers, width: d, keyWidth } = model
      const shapes = shapesOf(model, matrices)
      const total = sizeOf(model)
      const counts = {
        full: total,
        lora: layers * shapes.reduce((sum, [rows, columns]) => sum + rank * (rows + columns), 0),
        // Two a layer, each down and up with biases (Houlsby and others 2019).
        adapter: layers * 2 * (2 * d * adapter + adapter + d),
        prefix: layers * 2 * prefix * keyWidth,
        prompt: prompt * d,
        bias: biasesOf(model),
      }
      const share = Object.fromEntries(Object.entries(counts).map(([method, count]) => [method, count / total]))
      const result = {
        total,
        counts,
        share,
        /** Of the weights in 16 bits, and of what LoRA adds. */
        bytes: { model: 2 * total, lora: 2 * counts.lora },
        shape: model,
      }
      const metrics = { lora: counts.lora, total }
      const certificate = certifyCounts({ model, rank, shapes, adapter, prefix, prompt }, counts)
      return { state: counts, metrics, result, certificate }
    }),
})
