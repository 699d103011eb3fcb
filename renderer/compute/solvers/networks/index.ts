import { distillation } from './distillation.ts'
import { fineTuning } from './fine-tuning.ts'
import { languageModel } from './language-model.ts'
import { learningRateRange } from './learning-rate-range.ts'
import { lora } from './lora.ts'
import { maskedWords } from './masked-words.ts'
import { mlp } from './mlp.ts'
import { peftParameters } from './peft-parameters.ts'
import { perceptron } from './perceptron.ts'

/** The solvers of this family: one file and one line each. */
export const networks = {
  mlp,
  'learning-rate-range': learningRateRange,
  perceptron,
  distillation,
  'language-model': languageModel,
  'masked-words': maskedWords,
  'fine-tuning': fineTuning,
  lora,
  'peft-parameters': peftParameters,
} as const
