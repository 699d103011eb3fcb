/** JSON knows no infinity and no NaN: they are written as the texts "Infinity", "-Infinity" and "NaN", not as null. */
export const jsonFrom = (document: unknown): string =>
  JSON.stringify(
    document,
    (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value),
    2,
  )
