import { nash } from './nash.ts'

/** The solvers of this family: one file and one line each. */
export const games = { nash } as const
