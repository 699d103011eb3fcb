import { temporalDifference } from './temporal-difference.ts'

/** SARSA: learns what the exploring policy itself earns (Rummery and Niranjan 1994; Sutton and Barto 2018, equation 6.7). */
export const sarsa = temporalDifference({
  id: 'sarsa',
  title: { en: 'SARSA', 'zh-CN': 'SARSA' },
  ahead: 'taken',
})
