/** The solvers of this family: one file and one line each. */
export const simulation = {} as const
