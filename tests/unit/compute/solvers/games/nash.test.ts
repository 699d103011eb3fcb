import { expect, test } from 'vitest'
import type { Nash } from '../../../../../renderer/compute/solvers/games/nash.ts'
import type { NashCertificate } from '../../../../../renderer/compute/verify/nash.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Reference extends Nash {
  id: string
  A: string[][]
  B: string[][]
}

test('finds every extreme equilibrium of the reference games', async context => {
  const { bimatrix } = references<{ bimatrix: Reference[] }>(context, 'games.json')
  for (const { A, B, extreme_equilibria, components, degenerate, pure_nash, pareto_pure } of bimatrix) {
    const { report } = await drive<Nash, NashCertificate>('nash', { A, B })
    expect(report).toMatchObject({ status: 'optimal', certificate: { gap: '0', holds: true } })
    const { connected: _, ...result } = report.result
    expect(result).toEqual({ extreme_equilibria, components, degenerate, pure_nash, pareto_pure })
  }
})
