/** The solvers of this family: one file and one line each. */
export const features = {} as const
