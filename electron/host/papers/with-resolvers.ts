// Node 20 lacks the one thing that pdf.js's legacy build uses without bringing it along.
interface Resolvers<T> {
  promise: Promise<T>
  resolve(value: T): void
  reject(reason: unknown): void
}

;(Promise as unknown as { withResolvers?: <T>() => Resolvers<T> }).withResolvers ??= <T>() => {
  const parts = {} as Resolvers<T>
  parts.promise = new Promise<T>((resolve, reject) => Object.assign(parts, { resolve, reject }))
  return parts
}
