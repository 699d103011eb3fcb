import { expect, test } from 'vitest'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Reference {
  A: string[][]
  B: string[][]
  strong_stackelberg_row_leader: { leader_value: number; x: number[]; follower_action: number; follower_payoff: number }
  pure_stackelberg_row_leader_optimistic: number
  max_welfare_correlated: number
  zero_sum_value?: number
}
type Answer = Record<string, unknown> & { x: number[] }
interface Certificate {
  gap: string
  holds: boolean
}
const proved = { status: 'optimal', certificate: { gap: '0', holds: true } }

test('commits as well as the reference leaders do', async context => {
  const { bimatrix } = references(context, 'games.json') as { bimatrix: Reference[] }
  for (const { A, B, ...reference } of bimatrix) {
    const { report } = await drive<Answer, Certificate>('stackelberg', { A, B })
    const { leader_value, x, follower_action, follower_payoff } = reference.strong_stackelberg_row_leader
    expect(report).toMatchObject(proved)
    expect(report.result.leader_value).toBeCloseTo(leader_value, 12)
    expect(report.result.follower_payoff).toBeCloseTo(follower_payoff, 12)
    expect(report.result.follower_action).toBe(follower_action)
    x.forEach((share, i) => expect(report.result.x[i]).toBeCloseTo(share, 12))
    const pure = reference.pure_stackelberg_row_leader_optimistic
    expect(report.result.pure_stackelberg_row_leader_optimistic).toBe(pure)
  }
})

test('correlates for as much welfare as the references', async context => {
  const { bimatrix } = references(context, 'games.json') as { bimatrix: Reference[] }
  for (const { A, B, max_welfare_correlated } of bimatrix) {
    const { report } = await drive<Answer, Certificate>('correlated', { A, B })
    expect(report).toMatchObject(proved)
    expect(report.result.max_welfare_correlated).toBeCloseTo(max_welfare_correlated, 12)
  }
})

test('finds the value of the reference zero-sum game', async context => {
  const { bimatrix } = references(context, 'games.json') as { bimatrix: Reference[] }
  const zeroSum = bimatrix.filter(game => game.zero_sum_value !== undefined)
  expect(zeroSum.length).toBeGreaterThan(0)
  for (const { A, zero_sum_value } of zeroSum) {
    const { report } = await drive<Answer, Certificate>('zero-sum', { A })
    expect(report).toMatchObject(proved)
    expect(report.result.zero_sum_value).toBeCloseTo(zero_sum_value!, 12)
  }
})
