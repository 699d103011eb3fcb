/**
 * A title in two languages, "梯度下降 Gradient Descent", cut into its Chinese part and the rest, which is shown quieter.
 * Titles in one language, and those where the two are mixed, stay whole.
 */
export function titleParts(title: string): { main: string; rest: string } {
  const [, main = title, rest = ''] =
    /^(\p{Script=Han}[^\s]*)\s+([^\p{Script=Han}]*\p{Script=Latin}[^\p{Script=Han}]*)$/u.exec(title) ?? []
  return { main, rest }
}
