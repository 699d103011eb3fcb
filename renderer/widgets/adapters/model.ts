import { piecesOf, type Report } from '../../compute/index.ts'
import { defineWidget, metricOf, pythonFrom, type Ask, type Claim, type Shown, type Values } from '../frame/model.ts'
import { slopesAgainstDifferences } from '../frame/claims.ts'
import { numbered, transformerScript } from '../frame/transformer-script.ts'
import { choiceField, countField, positiveNumber, seedField, textField, words } from '../frame/fields.ts'

const first = `the cat sat on the mat. the dog sat on the rug. the cat saw the dog. the dog saw the cat.
the bird sang in the tree. the fish swam in the lake. the cat ran to the tree. the dog ran to the lake.
a cat is an animal. a dog is an animal. a bird is an animal. a fish is an animal.`
const second = `the ship sailed on the sea. the train ran on the rail. the ship met the train. the train left the ship.
the plane flew in the sky. the car drove on the road. the ship sailed to the port. the train ran to the town.
a ship is a machine. a train is a machine. a plane is a machine.`

const fields = {
  method: choiceField('What learns', '哪些权重学习', ['lora', 'adapter', 'prefix', 'prompt', 'bias', 'head', 'full']),
  rank: {
    ...countField('Rank, width or rows', '秩、宽度或行数', 4, 1, 64, 16),
    symbol: 'r',
  },
  first_steps: countField('Steps on the first text', '预训练步数', 120, 0, 5_000, 500),
  steps: countField('Steps on the other text', '微调步数', 80, 1, 5_000, 500),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.01, [1e-12, 1e6], [1e-4, 1]),
  width: { ...countField('Width', '宽度', 16, 2, 64, 64), symbol: 'd' },
  layers: countField('Layers', '层数', 1, 1, 4, 4),
  seed: seedField(),
  text: textField('Text to learn first', '先学的文本', first),
  adapt: textField('Text to adapt to', '要适应的文本', second),
} as const
type Fields = typeof fields

/** A weight of the network: how far it went, over its size at the end. */
export interface Weight {
  readonly name: string
  readonly rows: number
  readonly columns: number
  readonly frozen: boolean
  readonly change: number
  readonly size: number
}
interface Result {
  readonly parameters: number
  readonly learning: number
  readonly share: number
  readonly loss: { readonly before: number; readonly after: number }
  readonly first_loss: { readonly before: number; readonly after: number }
  readonly weights: readonly Weight[]
}
interface Certificate {
  readonly lossError: number
  readonly gradient: number
  readonly frozenChange: number
  readonly learning: number
  readonly changed: number
}

export const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>, name = 'tuning') =>
  runs[name]?.report as Report<Result | undefined, Certificate> | undefined

/** Losses of the lesson up to a step, and of the first text wherever it was looked at. */
export const lossesOf = ({ runs }: Pick<Shown<Fields>, 'runs'>, name = 'tuning') => ({
  losses: metricOf(runs[name], 'loss'),
  kept: metricOf(runs[name], 'kept'),
})

/** Matrices that a method puts beside those of each layer. */
const beside: Readonly<Record<string, number>> = { lora: 4, adapter: 2, prefix: 2 }
/** Weights of nothing, as many as the network of these settings has. */
export const blankFor = ({ method, layers }: Values<Fields>): readonly Weight[] =>
  Array.from({ length: 5 + layers * (16 + (beside[method] ?? 0)) + Number(method === 'prompt') }, (_, i) => ({
    name: `${i}`,
    rows: 1,
    columns: 1,
    frozen: true,
    change: 0,
    size: 1,
  }))

const runOf = (values: Values<Fields>, method: string): Ask => {
  const { rank, first_steps, steps, lr, width, layers, text, adapt, seed } = values
  const problem = { method, rank, first_steps, steps, lr, width, layers, text, adapt, heads: width % 2 ? 1 : 2 }
  return { solver: 'fine-tuning', problem, seed }
}

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown)
  if (!report?.result) return []
  const { result, certificate } = report
  const full = reportOf(shown, 'full')?.result
  return [
    {
      words: words('Numbers that learn', '参与学习的参数'),
      value: `${result.learning} / ${result.parameters} = ${(100 * result.share).toFixed(1)} %`,
    },
    {
      words: words('Loss on the other text, before → after', '新文本的损失，前 → 后'),
      value: `${result.loss.before.toFixed(2)} → ${result.loss.after.toFixed(2)}`,
    },
    {
      words: words('Loss on the first text (what is forgotten), before → after', '旧文本的损失（遗忘），前 → 后'),
      value: `${result.first_loss.before.toFixed(2)} → ${result.first_loss.after.toFixed(2)}`,
    },
    ...(full
      ? [
          {
            words: words('Had all weights learned: loss on the other text', '若全部权重都学：新文本的损失'),
            value: full.loss.after.toFixed(2),
          },
          {
            words: words('and on the first text', '与旧文本的损失'),
            value: full.first_loss.after.toFixed(2),
          },
        ]
      : []),
    {
      words: words('Frozen weights moved by', '冻结权重的移动'),
      value: certificate.frozenChange,
      holds: certificate.frozenChange === 0,
    },
    slopesAgainstDifferences(certificate.gradient),
  ]
}

function python({ values }: Shown<Fields>): string {
  const { method, rank, width, layers, first_steps, steps, lr, seed } = values
  const texts = [values.text, values.adapt].map(text => piecesOf(text, 'character'))
  const { vocabulary, numbersOf } = numbered(texts.flat())
  return `# A small transformer learns one text, then another by few of its numbers: trained again with the same draws.
${transformerScript}
vocabulary = ${pythonFrom(vocabulary)}
text = ${pythonFrom(numbersOf(texts[0]!))}
adapt = ${pythonFrom(numbersOf(texts[1]!))}
T, rate, seed = 16, ${lr}, ${seed}
shape = (len(vocabulary), ${width}, ${width % 2 ? 1 : 2}, ${layers}, T, True, seed)
base, tuned, draws = Transformer(*shape), Transformer(*shape, "${method}", ${rank}), Stream(seed, 1)

def lesson(net, numbers):
    return net.learn([window(numbers, draws.below(len(numbers) - T), T) for _ in range(4)], rate)

for k in range(${first_steps}):
    lesson(base, text)
for name, t in base.w.items():
    tuned.w[name].data[:] = t.data
start = {name: t.data.copy() for name, t in tuned.w.items()}
before = [tuned.score(windows(numbers, T)) for numbers in (adapt, text)]
for k in range(${steps}):
    loss = lesson(tuned, adapt)
after = [tuned.score(windows(numbers, T)) for numbers in (adapt, text)]
total, learning = (sum(t.data.size for t in group) for group in (tuned.w.values(), tuned.learning))
print("numbers that learn", learning, "of", total)
print("loss of the last step", loss)
print("other text", before[0], after[0])
print("first text", before[1], after[1])
for name, t in tuned.w.items():
    print(name, "frozen" if t.frozen else "moved", np.linalg.norm(t.data - start[name]), "size", np.linalg.norm(t.data))
`
}

export const model = defineWidget({
  name: 'adapters',
  title: words('Fine-tuning: which weights move', '微调：哪些权重在动'),
  fields,
  options: {
    method: {
      lora: words('LoRA', 'LoRA'),
      adapter: words('adapters', '适配器'),
      prefix: words('a prefix of keys and values', '键值前缀'),
      prompt: words('a prompt', '提示'),
      bias: words('biases alone', '只有偏置'),
      head: words('the last layer', '最后一层'),
      full: words('all weights', '全部权重'),
    },
  },
  examples: [
    { title: words('LoRA: a product beside each matrix', 'LoRA：矩阵旁的低秩乘积'), values: {} },
    { title: words('Adapters: a narrow waist', '适配器：窄腰'), values: { method: 'adapter' } },
    { title: words('Prefix: keys and values to look at', '前缀：供注意的键值'), values: { method: 'prefix' } },
    { title: words('A prompt alone does little here', '只有提示，作用有限'), values: { method: 'prompt' } },
    { title: words('All weights: best, and forgets most', '全部权重：最好，也最健忘'), values: { method: 'full' } },
    { title: words('Nothing learned before: little helps', '没有预训练：小修无用'), values: { first_steps: 0 } },
  ],
  idle: ({ method }) => (method === 'full' || method === 'bias' || method === 'head' ? ['rank'] : []),
  asks: values => ({
    tuning: runOf(values, values.method),
    ...(values.method !== 'full' && { full: { ...runOf(values, 'full'), quiet: true } as const }),
  }),
  last: ({ values }) => values.first_steps + values.steps - 1,
  formula: ({ values: { method, rank, width } }) => {
    const forms: Readonly<Record<string, string>> = {
      lora: String.raw`x\,(W_0+2AB),\quad A\in\mathbb R^{${width}\times ${rank}},\ B\in\mathbb R^{${rank}\times ${width}},\ B=0\text{ at first¦（起初）}`,
      adapter: String.raw`y+\operatorname{gelu}(y\,W_{\downarrow})\,W_{\uparrow},\quad W_{\downarrow}\in\mathbb R^{${width}\times ${rank}},\ W_{\uparrow}=0\text{ at first¦（起初）}`,
      prefix: String.raw`\operatorname{Attention}\bigl(Q,\ [P_K;K],\ [P_V;V]\bigr),\quad P_K,P_V\in\mathbb R^{${rank}\times ${width}}`,
      prompt: String.raw`[p_1;\dots;p_{${rank}};\,x_1;\dots;x_T],\quad p_i\in\mathbb R^{${width}}`,
      bias: String.raw`x\,W_0+b,\quad \text{only ¦只学 }b\text{ learns¦}`,
      head: String.raw`\operatorname{softmax}(h\,W_{\text{out}}),\quad \text{only ¦只学 }W_{\text{out}}\text{ learns¦}`,
      full: String.raw`\theta\leftarrow\theta-\eta\,\nabla_\theta\mathcal L,\quad \text{all of ¦全部 }\theta`,
    }
    return forms[method]!
  },
  table: shown => ({
    columns: [
      words('weight', '权重'),
      words('rows', '行数'),
      words('columns', '列数'),
      words('frozen', '冻结'),
      words('change', '变动'),
      words('size', '大小'),
    ],
    rows:
      reportOf(shown)?.result?.weights.map(({ name, rows, columns, frozen, change, size }) => [
        name,
        rows,
        columns,
        frozen ? words('yes', '是') : words('no', '否'),
        change,
        size,
      ]) ?? [],
  }),
  certificate: claims,
  summary: shown => {
    const result = reportOf(shown)?.result
    if (!result)
      return words('A small transformer learns one text, then another.', '小型 Transformer 先学一段文本，再学另一段。')
    return words(
      `${result.learning} of ${result.parameters} numbers learn; the loss on the other text falls from ${result.loss.before.toFixed(2)} to ${result.loss.after.toFixed(2)}, that on the first goes from ${result.first_loss.before.toFixed(2)} to ${result.first_loss.after.toFixed(2)}.`,
      `${result.parameters} 个参数中 ${result.learning} 个学习；新文本的损失从 ${result.loss.before.toFixed(2)} 降到 ${result.loss.after.toFixed(2)}，旧文本从 ${result.first_loss.before.toFixed(2)} 变为 ${result.first_loss.after.toFixed(2)}。`,
    )
  },
  python,
})
