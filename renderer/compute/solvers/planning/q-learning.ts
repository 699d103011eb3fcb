import { temporalDifference } from './temporal-difference.ts'

/** Q-learning: learns the best policy whatever it explores (Watkins 1989; Sutton and Barto 2018, equation 6.8). */
export const qLearning = temporalDifference({
  id: 'q-learning',
  title: { en: 'Q-learning', 'zh-CN': 'Q 学习' },
  ahead: 'best',
})
