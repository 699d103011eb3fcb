import { temporalDifference } from './temporal-difference.ts'

/** Expected SARSA: SARSA without the noise of the next action (van Seijen et al. 2009; Sutton and Barto 2018, equation 6.9). */
export const expectedSarsa = temporalDifference({
  id: 'expected-sarsa',
  title: { en: 'Expected SARSA', 'zh-CN': '期望 SARSA' },
  ahead: 'expected',
})
