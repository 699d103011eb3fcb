import i18next from 'i18next'

/**
 * How high a note's box is around each widget as it begins, CSS px: in a column of full measure in English and in Chinese,
 * and on a screen of 420 px. So much is kept for one that is not built yet, so that nothing moves when it comes. The story
 * "in a note keeps the room that each widget takes" looks whether they are still true.
 */
const rooms: Readonly<Record<string, readonly [en: number, zh: number, narrow: number]>> = {
  descent: [844, 808, 1417],
  basins: [1034, 958, 1459],
  likelihood: [894, 818, 1428],
  'mae-mse': [787, 731, 1353],
  posterior: [886, 784, 1453],
  em: [928, 872, 1385],
  convexity: [986, 922, 1765],
  programmes: [940, 864, 1628],
  pareto: [1113, 989, 1727],
  duality: [1347, 1211, 2125],
  nash: [944, 868, 1587],
  stackelberg: [884, 760, 1254],
  'game-dynamics': [964, 872, 1651],
  'mean-field': [1034, 922, 1680],
  attention: [1033, 941, 1595],
  positional: [812, 736, 1377],
  diffusion: [1259, 1123, 2070],
  contrastive: [1236, 1160, 1868],
  training: [1216, 1116, 2173],
  lora: [1240, 1148, 2130],
  adapters: [1196, 1092, 1620],
  patches: [1074, 966, 1530],
  'q-former': [1336, 1236, 1374],
  mixgen: [1053, 964, 1430],
  reinforcement: [952, 888, 1492],
  'masked-words': [1034, 958, 1598],
  'language-model': [984, 928, 1454],
  distillation: [1245, 1164, 2870],
  bloom: [808, 736, 1338],
  'probability-puzzles': [926, 850, 998],
  kernels: [1314, 1234, 2045],
  'data-loading': [1137, 1069, 1487],
  perceptron: [1412, 1344, 2074],
  selection: [1013, 949, 1444],
  pca: [1386, 1282, 2378],
  encoding: [1131, 1103, 1754],
  preprocessing: [1445, 1324, 2341],
  imbalance: [1252, 1139, 1922],
  recommender: [908, 826, 1461],
  'logic-puzzles': [784, 720, 1016],
}

/** About what a widget takes that nothing is known of. */
const usual = [900, 850, 1500] as const

export interface Room {
  readonly wide: number
  readonly narrow: number
}

/** The room to keep for a widget in the window's language, CSS px. */
export function roomOf(name: string): Room {
  const [en, zh, narrow] = (Object.hasOwn(rooms, name) ? rooms[name] : undefined) ?? usual
  return { wide: i18next.language === 'zh-CN' ? zh : en, narrow }
}
