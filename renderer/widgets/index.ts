import { createElement, lazy, type ComponentType, type ReactElement } from 'react'
import type { Words } from '../compute/index.ts'
import { HolderContext, type Holder } from './frame/holder.ts'
import { Island } from './frame/Island.tsx'
import { Placeholder } from './frame/Placeholder.tsx'
import { saidNow } from './frame/words.ts'

type View = ComponentType<{ state?: string | undefined }>
interface Entry {
  readonly title: Words
  /** Words in a topic's title that this widget belongs to, in any language. */
  readonly subjects: readonly string[]
  readonly view: View
}

const entry = (en: string, zh: string, subjects: readonly string[], load: () => Promise<View>): Entry => ({
  title: { en, 'zh-CN': zh },
  subjects,
  view: lazy(async () => ({ default: await load() })),
})

/** Every widget by the name that a note's `solver` block calls it by. Adding one: its folder, and its line here. */
export const widgets: Readonly<Record<string, Entry>> = {
  descent: entry(
    'Descent laboratory',
    '下降实验室',
    ['梯度下降', 'gradient descent'],
    async () => (await import('./descent/DescentView.tsx')).DescentView,
  ),
  basins: entry(
    'Basins of attraction',
    '吸引域',
    ['梯度下降', 'gradient descent'],
    async () => (await import('./basins/BasinsView.tsx')).BasinsView,
  ),
  likelihood: entry(
    'Likelihood: MLE, MAP, posterior',
    '似然：MLE、MAP 与后验',
    ['Bayes', 'MLE'],
    async () => (await import('./likelihood/LikelihoodView.tsx')).LikelihoodView,
  ),
  'mae-mse': entry(
    'MAE against MSE: one outlier',
    'MAE 与 MSE：一个离群点',
    ['Bayes', 'MAE'],
    async () => (await import('./mae-mse/MaeMseView.tsx')).MaeMseView,
  ),
  posterior: entry(
    'Prior to posterior',
    '从先验到后验',
    ['Bayes'],
    async () => (await import('./posterior/PosteriorView.tsx')).PosteriorView,
  ),
  em: entry(
    'EM for mixtures',
    '混合模型的 EM 算法',
    ['Bayes', 'MLE'],
    async () => (await import('./em/EmView.tsx')).EmView,
  ),
  convexity: entry(
    'Convex or not',
    '凸还是不凸',
    ['凸优化', 'convex'],
    async () => (await import('./convexity/ConvexityView.tsx')).ConvexityView,
  ),
  programmes: entry(
    'Linear and quadratic programmes',
    '线性与二次规划',
    ['凸优化', 'convex'],
    async () => (await import('./programmes/ProgrammesView.tsx')).ProgrammesView,
  ),
  pareto: entry(
    'Pareto front',
    '帕累托前沿',
    ['凸优化', 'convex'],
    async () => (await import('./pareto/ParetoView.tsx')).ParetoView,
  ),
  duality: entry(
    'Lagrangian duality',
    '拉格朗日对偶',
    ['对偶', '原始问题', 'duality'],
    async () => (await import('./duality/DualityView.tsx')).DualityView,
  ),
  nash: entry(
    'Nash equilibria',
    '纳什均衡',
    ['博弈论', 'game theory'],
    async () => (await import('./nash/NashView.tsx')).NashView,
  ),
  stackelberg: entry(
    'Stackelberg: leading by commitment',
    '斯塔克尔伯格：以承诺领先',
    ['博弈论', 'game theory'],
    async () => (await import('./stackelberg/StackelbergView.tsx')).StackelbergView,
  ),
  'game-dynamics': entry(
    'Learning to play: dynamics of games',
    '在博弈中学习：动态',
    ['博弈论', 'game theory'],
    async () => (await import('./game-dynamics/GameDynamicsView.tsx')).GameDynamicsView,
  ),
  'mean-field': entry(
    'Mean-field game: a crowd on a line',
    '平均场博弈：直线上的人群',
    ['博弈论', 'game theory'],
    async () => (await import('./mean-field/MeanFieldView.tsx')).MeanFieldView,
  ),
  attention: entry(
    'Attention',
    '注意力',
    ['具体模型', 'attention'],
    async () => (await import('./attention/AttentionView.tsx')).AttentionView,
  ),
  positional: entry(
    'Positional encodings',
    '位置编码',
    ['具体模型'],
    async () => (await import('./positional/PositionalView.tsx')).PositionalView,
  ),
  diffusion: entry(
    'Diffusion',
    '扩散模型',
    ['具体模型', 'diffusion'],
    async () => (await import('./diffusion/DiffusionView.tsx')).DiffusionView,
  ),
  contrastive: entry(
    'Contrastive learning (CLIP)',
    '对比学习（CLIP）',
    ['具体模型', 'CLIP'],
    async () => (await import('./contrastive/ContrastiveView.tsx')).ContrastiveView,
  ),
  training: entry(
    'Training tricks',
    '训练技巧',
    ['Code'],
    async () => (await import('./training/TrainingView.tsx')).TrainingView,
  ),
  lora: entry(
    'LoRA: rank against error',
    'LoRA：秩与误差',
    ['PEFT', 'Efficient', 'Research thinking'],
    async () => (await import('./lora/LoraView.tsx')).LoraView,
  ),
  adapters: entry(
    'Fine-tuning: which weights move',
    '微调：哪些权重在动',
    ['PEFT', 'Adapter', 'Prompt'],
    async () => (await import('./adapters/AdaptersView.tsx')).AdaptersView,
  ),
  patches: entry(
    'Patches as words (ViT)',
    '图像块作词（ViT）',
    ['具体模型'],
    async () => (await import('./patches/PatchesView.tsx')).PatchesView,
  ),
  'q-former': entry(
    'Queries that look at an image (Q-Former)',
    '看图的查询（Q-Former）',
    ['具体模型'],
    async () => (await import('./q-former/QFormerView.tsx')).QFormerView,
  ),
  mixgen: entry(
    'MixGen: two images and captions mixed',
    'MixGen：图文混合',
    ['plug-and-play'],
    async () => (await import('./mixgen/MixgenView.tsx')).MixgenView,
  ),
  reinforcement: entry(
    'A world to learn',
    '强化学习：网格世界',
    ['书籍', 'book'],
    async () => (await import('./reinforcement/ReinforcementView.tsx')).ReinforcementView,
  ),
  'masked-words': entry(
    'Masked words (BERT)',
    '遮盖词（BERT）',
    ['具体模型'],
    async () => (await import('./masked-words/MaskedWordsView.tsx')).MaskedWordsView,
  ),
  'language-model': entry(
    'A language model that learns here',
    '现场训练的语言模型',
    ['具体模型'],
    async () => (await import('./language-model/LanguageModelView.tsx')).LanguageModelView,
  ),
  distillation: entry(
    'Distillation',
    '知识蒸馏',
    ['plug-and-play'],
    async () => (await import('./distillation/DistillationView.tsx')).DistillationView,
  ),
  bloom: entry(
    'Dedup of massive data',
    '海量数据去重',
    ['面试', 'interview'],
    async () => (await import('./bloom/BloomView.tsx')).BloomView,
  ),
  'probability-puzzles': entry(
    'Probability puzzles',
    '概率谜题',
    ['面试', 'interview'],
    async () => (await import('./probability-puzzles/ProbabilityPuzzlesView.tsx')).ProbabilityPuzzlesView,
  ),
  kernels: entry(
    'Kernels: many threads, one memory',
    'GPU 内核：线程与访存',
    ['CUDA'],
    async () => (await import('./kernels/KernelsView.tsx')).KernelsView,
  ),
  'data-loading': entry(
    'Where the time of training goes',
    '训练的时间花在哪里',
    ['Code'],
    async () => (await import('./data-loading/DataLoadingView.tsx')).DataLoadingView,
  ),
  perceptron: entry(
    'Perceptron to backpropagation',
    '从感知机到反向传播',
    ['书籍', 'book'],
    async () => (await import('./perceptron/PerceptronView.tsx')).PerceptronView,
  ),
  selection: entry(
    'Which features earn their place',
    '哪些特征值得留下',
    ['特征工程', '特征选择', 'feature'],
    async () => (await import('./selection/SelectionView.tsx')).SelectionView,
  ),
  pca: entry(
    'Principal components',
    '主成分分析',
    ['特征工程', '特征选择', 'feature'],
    async () => (await import('./pca/PcaView.tsx')).PcaView,
  ),
  encoding: entry(
    'From a table to numbers',
    '把表格写成数',
    ['特征工程', '特征表达', 'feature'],
    async () => (await import('./encoding/EncodingView.tsx')).EncodingView,
  ),
  preprocessing: entry(
    'Scaling and outliers',
    '缩放与离群点',
    ['特征工程', '特征预处理', 'feature'],
    async () => (await import('./preprocessing/PreprocessingView.tsx')).PreprocessingView,
  ),
  imbalance: entry(
    'Rare classes: resampling',
    '稀有类别：重采样',
    ['特征工程', '特征预处理', 'feature'],
    async () => (await import('./imbalance/ImbalanceView.tsx')).ImbalanceView,
  ),
  recommender: entry(
    'Recommender: the gaps of a table',
    '推荐：填补评分表',
    ['书籍', 'book'],
    async () => (await import('./recommender/RecommenderView.tsx')).RecommenderView,
  ),
  'logic-puzzles': entry(
    'Logic puzzles by search',
    '用搜索解逻辑谜题',
    ['面试', 'interview'],
    async () => (await import('./logic-puzzles/LogicPuzzlesView.tsx')).LogicPuzzlesView,
  ),
}

export { roomOf, type Room } from './room.ts'

/** A widget's title in the window's language; its name where there is none. */
export const widgetTitle = (name: string): string =>
  Object.hasOwn(widgets, name) ? saidNow(widgets[name]!.title) : name

const alone: Holder = {}

/** A widget by its name with its state as a query string; loads when it is first shown, and keeps its failures to itself. */
export function Widget({
  name,
  state,
  holder = alone,
}: {
  name: string
  state?: string | undefined
  /** What the place does for the widget; the same object as long as it means the same. */
  holder?: Holder
}): ReactElement {
  const known = Object.hasOwn(widgets, name) ? widgets[name] : undefined
  if (!known) return createElement(Placeholder, { reason: 'unknown', name })
  // Another state is another figure: it starts anew.
  const key = `${name}?${state ?? ''}`
  return createElement(
    HolderContext.Provider,
    { value: holder },
    createElement(Island, { key, name, view: known.view, state }),
  )
}

/** What the first widget of a window would wait for, in pieces that are a few milliseconds each. */
export const warmUp = async (): Promise<readonly (() => unknown)[]> => (await import('./frame/warm.ts')).pieces

/** What the widget of a figure can do now, for the palette; nothing for another element. */
export { actsOf as actsOfWidget } from './frame/acts.ts'
