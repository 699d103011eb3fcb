import { wordsOf, type Report } from '../../compute/index.ts'
import { lossAnew, slopesAgainstDifferences } from '../frame/claims.ts'
import { defineWidget, metricOf, pythonFrom, type Claim, type Shown } from '../frame/model.ts'
import { numbered, transformerScript } from '../frame/transformer-script.ts'
import { countField, positiveNumber, rangeField, seedField, textField, words } from '../frame/fields.ts'
import { between, unigramLoss } from '../frame/counting.ts'

const rhyme = `the cat sat on the mat. the dog sat on the rug. the cat saw the dog. the dog saw the cat.
the bird sang in the tree. the fish swam in the lake. the cat ran to the tree. the dog ran to the lake.
the bird sat in the tree and sang. the fish swam in the lake and slept. the cat slept on the mat.
a cat is an animal. a dog is an animal. a bird is an animal. a fish is an animal. a tree is a plant.`
const chinese = `猫睡在垫子上。狗睡在地毯上。鸟睡在树上。猫看见狗。狗看见猫。猫看见鸟。
鸟在树上唱。鱼在湖里游。狗在湖边跑。猫在树下跑。鱼看见鸟。鸟看见鱼。
猫是动物。狗是动物。鸟是动物。鱼是动物。树是植物。草是植物。`

const fields = {
  sentence: textField(
    'Sentence; [MASK] is to be filled in',
    '句子；[MASK] 是要填的词',
    'The fish [MASK] in the lake. The [MASK] sang',
    500,
  ),
  steps: countField('Steps', '训练步数', 600, 1, 5_000, 1_000),
  share: rangeField('Share of words hidden', '被遮盖的词的比例', '', 0.2, 0.01, 0.9),
  width: { ...countField('Width', '宽度', 24, 2, 64, 64), symbol: 'd' },
  layers: countField('Layers', '层数', 1, 1, 4, 4),
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.006, [1e-9, 1e3], [1e-4, 0.1]),
  seed: seedField(3),
  text: textField('Text to learn from', '训练文本', rhyme, 20_000),
} as const
type Fields = typeof fields
const context = 12
/** The rate rises for a while, then falls along half a cosine: few lessons go further so. */
const course = { schedule: 'cosine', warmup: 20 } as const

interface Result {
  readonly loss: number | null
  readonly parameters: number
  readonly vocabulary: readonly string[]
  readonly guesses: readonly {
    readonly place: number
    readonly best: readonly { readonly word: string; readonly p: number }[]
  }[]
}
interface Certificate {
  readonly lossError: number
  readonly gradient: number
}

export const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['masked']?.report as Report<Result | undefined, Certificate> | undefined

const told = 5
/** Guesses of nothing, one for each mask that will be filled. */
export const blankFor = ({ sentence }: { readonly sentence: string }): Result['guesses'] =>
  wordsOf(sentence)
    .slice(0, context)
    .flatMap((word, place) =>
      word === '[mask]' ? [{ place, best: Array.from({ length: told }, () => ({ word: '', p: 0 })) }] : [],
    )

/** Loss of guessing by how often each word stands in the text. */
export const byFrequency = (text: string): number => unigramLoss(wordsOf(text))

/** For each mask of the sentence, the words that the text has between the same two neighbours. */
export function counted({ sentence, text }: { readonly sentence: string; readonly text: string }) {
  const asked = wordsOf(sentence).slice(0, context)
  const said = wordsOf(text)
  return asked.flatMap((word, i) => (word === '[mask]' ? [between(said, asked[i - 1], asked[i + 1])] : []))
}

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown)
  if (!report?.result) return []
  const { result, certificate } = report
  const counts = counted(shown.values)
  const seen = counts
    .map(
      list =>
        list
          .slice(0, 3)
          .map(([word, count]) => `${word} ${count}`)
          .join(', ') || '–',
    )
    .join('; ')
  const chance = byFrequency(shown.values.text)
  return [
    {
      words: words(
        `Loss on hidden words (by frequency alone: ${chance.toFixed(2)})`,
        `被遮词的损失（仅凭词频：${chance.toFixed(2)}）`,
      ),
      value: result.loss ?? '∞',
      holds: result.loss !== null && result.loss < chance,
    },
    { words: words('Between the same neighbours the text has', '文中相同邻词之间出现过'), value: seen || '–' },
    {
      words: words('Size of the model', '模型的大小'),
      value: words(
        `${result.vocabulary.length} words, ${result.parameters} weights`,
        `${result.vocabulary.length} 个词，${result.parameters} 个参数`,
      ),
    },
    lossAnew(certificate.lossError, true),
    slopesAgainstDifferences(certificate.gradient),
  ]
}

export const model = defineWidget({
  name: 'masked-words',
  title: words('Masked words (BERT)', '遮盖词（BERT）'),
  fields,
  examples: [
    { title: words('Who sang, and what did the fish', '谁在唱，鱼怎么了'), values: {} },
    {
      title: words('Both sides count: a … is a plant', '两边都要看：什么是植物'),
      values: { sentence: 'a [MASK] is a plant', steps: 300 },
    },
    {
      title: words('A word never seen is hidden too', '没见过的词也当作被遮'),
      values: { sentence: 'the zebra [MASK] on the mat', steps: 300 },
    },
    {
      title: words('Half of all words hidden: too little to go by', '遮掉一半：线索太少'),
      values: { share: 0.6, steps: 300 },
    },
    {
      title: words('Chinese, a character a word', '中文，一字一词'),
      values: { text: chinese, sentence: '[MASK]是动物。鱼在湖里[MASK]', steps: 300 },
    },
  ],
  asks: ({ sentence, text, steps, share, width, layers, lr, seed }) => ({
    masked: {
      solver: 'masked-words',
      problem: {
        sentence,
        text,
        steps,
        share,
        width,
        layers,
        lr,
        context,
        heads: width % 2 ? 1 : 2,
        batch: 8,
        ...course,
      },
      seed,
    },
  }),
  formula: () =>
    String.raw`\mathcal L=-\frac1{|M|}\sum_{i\in M}\ln p_\theta\bigl(w_i\mid \tilde w_1,\dots,\tilde w_T\bigr)`,
  table: shown => ({
    columns: [words('mask', '遮盖处'), words('word', '词'), 'p'],
    rows:
      reportOf(shown)?.result?.guesses.flatMap(({ place, best }) => best.map(({ word, p }) => [place + 1, word, p])) ??
      [],
  }),
  certificate: claims,
  summary: shown => {
    const guesses =
      reportOf(shown)
        ?.result?.guesses.map(({ best }) => best[0]?.word ?? '–')
        .join(', ') ?? '…'
    const loss = metricOf(shown.runs['masked'], 'loss')[shown.k]?.toFixed(2) ?? '…'
    return words(
      `At step ${shown.k} the loss is ${loss}; the masks are filled with: ${guesses}.`,
      `第 ${shown.k} 步的损失为 ${loss}；填入：${guesses}。`,
    )
  },
  python: ({ values }) => {
    const { text, sentence, steps, share, width, layers, lr, seed } = values
    const said = wordsOf(text)
    const { vocabulary, numbersOf } = numbered(said, ['[mask]'])
    const asked = wordsOf(sentence).slice(0, context)
    return `# The transformer trained again with the same draws, beside what counting alone says of the hidden words.
from collections import Counter
${transformerScript}
vocabulary = ${pythonFrom(vocabulary)}
text = ${pythonFrom(numbersOf(said))}
asked = ${pythonFrom(asked)}
T, steps, rate, seed, share = ${context}, ${steps}, ${lr}, ${seed}, ${share}
starts = [i for i in range(len(text) - T + 1) if i == 0 or vocabulary[text[i - 1]] in ".!?。！？"]
starts = starts if len(starts) > 1 else list(range(len(text) - T + 1))

def hidden(draws):
    at = starts[draws.below(len(starts))]
    targets = text[at:at + T]
    chosen = [draws.uniform() < share for _ in targets]
    if not any(chosen):
        chosen[draws.below(T)] = True
    tokens = list(targets)
    for i in range(T):
        if chosen[i]:
            kind = draws.uniform()
            if kind < 0.8:
                tokens[i] = 0
            elif kind < 0.8 + 0.1:
                tokens[i] = 1 + draws.below(len(vocabulary) - 1)
    return tokens, targets, [hides / sum(chosen) for hides in chosen]

net = Transformer(len(vocabulary), ${width}, ${width % 2 ? 1 : 2}, ${layers}, T, False, seed)
draws, exam = Stream(seed, 1), Stream(0, 2)
for k in range(steps):
    loss = net.learn([hidden(draws) for _ in range(8)], rate_at(rate, k, steps, ${course.warmup}, True))
print("loss of the last step", loss)
print("loss on hidden words", net.score([hidden(exam) for _ in range(20)]))
p = net.chances([vocabulary.index(word) if word in vocabulary else 0 for word in asked]) if asked else []
for i, word in enumerate(asked):
    if word == "[mask]":
        print("mask", i + 1, *(f"{vocabulary[j]} {p[i][j]:.9f}" for j in np.argsort(-p[i], kind="stable")[:5]))

counts = np.array(list(Counter(text).values())) / len(text)
print("by frequency alone", -(counts * np.log(counts)).sum())
words = [vocabulary[i] for i in text]
for i, word in enumerate(asked):
    if word == "[mask]":
        left, right = asked[i - 1] if i else None, asked[i + 1] if i + 1 < len(asked) else None
        found = Counter(w for j, w in enumerate(words)
                        if (left is None or j and words[j - 1] == left) and (right is None or words[j + 1:j + 2] == [right]))
        print("between", left, "and", right, found.most_common(3))
`
  },
})
