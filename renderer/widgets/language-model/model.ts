import { piecesOf, type Report } from '../../compute/index.ts'
import { lossAnew, slopesAgainstDifferences } from '../frame/claims.ts'
import { defineWidget, metricOf, pythonFrom, type Claim, type Shown } from '../frame/model.ts'
import { numbered, transformerScript } from '../frame/transformer-script.ts'
import { choiceField, countField, positiveNumber, seedField, textField, words } from '../frame/fields.ts'
import { bigramLoss, unigramLoss } from '../frame/counting.ts'

const rhyme = `the cat sat on the mat. the dog sat on the rug. the cat saw the dog. the dog saw the cat.
the bird sang in the tree. the fish swam in the lake. the cat ran to the tree. the dog ran to the lake.
a cat is an animal. a dog is an animal. a bird is an animal. a fish is an animal. a tree is a plant.`
const chinese = `猫睡在垫子上。狗睡在地毯上。鸟睡在树上。猫看见狗。狗看见猫。猫看见鸟。
鸟在树上唱。鱼在湖里游。狗在湖边跑。猫在树下跑。鱼看见鸟。鸟看见鱼。
猫是动物。狗是动物。鸟是动物。鱼是动物。树是植物。草是植物。`

const fields = {
  prompt: textField('How the new text begins', '生成文本的开头', 'the ', 500),
  temperature: positiveNumber('Temperature', '温度', '\\tau', 0.7, [1e-3, 1e3], [0.1, 5]),
  steps: countField('Steps', '训练步数', 500, 1, 5_000, 1_000),
  level: choiceField('Pieces', '切分单位', ['character', 'word']),
  context: { ...countField('Pieces seen at once', '一次看到的长度', 16, 2, 64, 64), symbol: 'T' },
  width: { ...countField('Width', '宽度', 24, 2, 64, 64), symbol: 'd' },
  layers: countField('Layers', '层数', 1, 1, 4, 4),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.01, [1e-9, 1e3], [1e-4, 0.1]),
  length: countField('Pieces to write', '生成长度', 80, 0, 300, 200),
  seed: seedField(),
  text: textField('Text to learn from', '训练文本', rhyme, 20_000),
} as const
type Fields = typeof fields

/** The rate rises for a while, then falls along half a cosine: few lessons go further so. */
const course = { schedule: 'cosine', warmup: 20 } as const

interface Result {
  readonly loss: number | null
  readonly perplexity: number | null
  readonly vocabulary: readonly string[]
  readonly parameters: number
  readonly written: string
}
interface Certificate {
  readonly lossError: number
  readonly gradient: number
}

const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['language']?.report as Report<Result | undefined, Certificate> | undefined

/** Losses of who knows how often pieces stand, and how often one follows another. */
export const baselines = ({ text, level }: { readonly text: string; readonly level: string }) => {
  const pieces = piecesOf(text, level)
  return { unigram: unigramLoss(pieces), bigram: bigramLoss(pieces) }
}

/** What it wrote last by step `k`; all of its last text once it is done. */
export function writtenAt(shown: Shown<Fields>): { readonly step: number; readonly text: string } | undefined {
  const done = reportOf(shown)?.result
  if (done && shown.k >= shown.last) return { step: shown.last, text: done.written }
  const steps = shown.runs['language']?.steps ?? []
  for (let k = Math.min(shown.k, steps.length - 1); k >= 0; k--) {
    const text = steps[k]!.state as string | null
    if (text !== null) return { step: k, text }
  }
  return undefined
}

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown)
  if (!report?.result) return []
  const { result, certificate } = report
  const { unigram, bigram } = baselines(shown.values)
  return [
    {
      words: words(
        `Loss over the text (frequency alone: ${unigram.toFixed(2)}; pairs: ${bigram.toFixed(2)})`,
        `全文损失（仅凭频率：${unigram.toFixed(2)}；相邻对：${bigram.toFixed(2)}）`,
      ),
      value: result.loss ?? '∞',
      holds: result.loss !== null && result.loss < unigram,
    },
    { words: words('Perplexity: as if choosing among', '困惑度：相当于在几个中选'), value: result.perplexity ?? '∞' },
    {
      words: words('Size of the model', '模型的大小'),
      value: words(
        `${result.vocabulary.length} pieces, ${result.parameters} weights`,
        `${result.vocabulary.length} 个单位，${result.parameters} 个参数`,
      ),
    },
    lossAnew(certificate.lossError, true),
    slopesAgainstDifferences(certificate.gradient),
  ]
}

export const model = defineWidget({
  name: 'language-model',
  title: words('A language model that learns here', '现场训练的语言模型'),
  fields,
  options: { level: { character: words('characters', '字符'), word: words('words', '词') } },
  examples: [
    { title: words('Letters become words', '从字母到单词'), values: {} },
    { title: words('Word by word', '逐词'), values: { level: 'word', prompt: 'the cat', length: 30, steps: 250 } },
    {
      title: words('Cold: always the likeliest letter', '低温：总选最可能的字母'),
      values: { temperature: 0.02, steps: 250 },
    },
    { title: words('Hot: it babbles', '高温：胡言乱语'), values: { temperature: 3, steps: 250 } },
    {
      title: words('Two letters of memory: no better than pairs', '只看两个字母：不比相邻对好'),
      values: { context: 2, steps: 250 },
    },
    {
      title: words('Chinese, character by character', '中文，逐字'),
      values: { text: chinese, prompt: '猫', length: 50, steps: 250 },
    },
  ],
  asks: ({ text, level, prompt, temperature, steps, context, width, layers, lr, length, seed }) => ({
    language: {
      solver: 'language-model',
      problem: {
        text,
        level,
        prompt,
        temperature,
        steps,
        context,
        width,
        layers,
        lr,
        length,
        heads: width % 2 ? 1 : 2,
        ...course,
      },
      seed,
    },
  }),
  formula: ({ values: { temperature } }) =>
    String.raw`\mathcal L=-\frac1T\sum_{t}\ln p_\theta(w_{t+1}\mid w_1,\dots,w_t),\qquad w\sim \frac{p_\theta(w)^{1/\tau}}{\sum_{v}p_\theta(v)^{1/\tau}},\quad \tau=${temperature}`,
  table: shown => {
    const [loss, norm] = ['loss', 'gradientNorm'].map(name => metricOf(shown.runs['language'], name))
    return {
      columns: [
        words('step', '步'),
        words('loss', '损失'),
        words('perplexity', '困惑度'),
        words('slope norm', '梯度范数'),
      ],
      rows: loss!.map((value, k) => [k, value, Math.exp(value), norm![k]!]),
    }
  },
  certificate: claims,
  summary: shown => {
    const text = writtenAt(shown)?.text.replaceAll('\n', ' ') ?? '…'
    const loss = metricOf(shown.runs['language'], 'loss')[shown.k]?.toFixed(2) ?? '…'
    return words(
      `At step ${shown.k} the loss is ${loss}; it writes: ${text}`,
      `第 ${shown.k} 步的损失为 ${loss}；写出：${text}`,
    )
  },
  python: ({ values }) => {
    const { text, level, prompt, temperature, steps, context, width, layers, lr, length, seed } = values
    const { vocabulary, numbersOf } = numbered(piecesOf(text, level))
    return `# The language model trained again with the same draws, beside what counting alone reaches.
from collections import Counter
${transformerScript}
vocabulary = ${pythonFrom(vocabulary)}
text = ${pythonFrom(numbersOf(piecesOf(text, level)))}
prompt = ${pythonFrom(numbersOf(piecesOf(prompt, level)))} or text[:1]
T, steps, rate, seed, tau = ${context}, ${steps}, ${lr}, ${seed}, ${temperature}
net = Transformer(len(vocabulary), ${width}, ${width % 2 ? 1 : 2}, ${layers}, T, True, seed)
draws, writing = Stream(seed, 1), Stream(seed, 2)
for k in range(steps):
    lesson = [window(text, draws.below(len(text) - T), T) for _ in range(4)]
    loss = net.learn(lesson, rate_at(rate, k, steps, ${course.warmup}, True))
    if k % 25 == 24:  # a glimpse of what it writes takes thirty draws
        for _ in range(30):
            writing.uniform()
print("loss of the last step", loss)
print("loss on the text", score := net.score(windows(text, T)), "perplexity", np.exp(score))
for _ in range(${length}):
    p = net.chances(prompt[-T:])[-1] ** (1 / tau)
    left = writing.uniform() * p.sum() - np.cumsum(p)
    prompt.append(int(np.argmax(left < 0)))
print("written:", ${level === 'word' ? '" "' : '""'}.join(vocabulary[i] for i in prompt))

share = np.array(list(Counter(text).values())) / len(text)
print("by frequency", -(share * np.log(share)).sum())
before, pairs = Counter(text[:-1]), Counter(zip(text, text[1:]))
print("by pairs", -sum(n * np.log(n / before[a]) for (a, b), n in pairs.items()) / (len(text) - 1))
`
  },
})
