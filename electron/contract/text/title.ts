/**
 * A title in two languages, "梯度下降 Gradient Descent", cut into its Chinese part and the rest, which is shown quieter.
 * Titles in one language, and those where the two are mixed, stay whole.
 */
export function titleParts(title: string): { main: string; rest: string } {
  const [, main = title, rest = ''] =
    /^(\p{Script=Han}[^\s]*)\s+([^\p{Script=Han}]*\p{Script=Latin}[^\p{Script=Han}]*)$/u.exec(title) ?? []
  return { main, rest }
}

/** What stands before the first Chinese character, from it to the last one, and behind. */
const around = /^(\P{Script=Han}*)(\p{Script=Han}(?:.*\p{Script=Han})?[\p{N}》」”]*)(\P{Script=Han}*)$/u
const latin = /\p{Script=Latin}/u
/** What parts two halves: a space, a stroke, a bracket. */
const parting = String.raw`[\s()（）/|·:：—–-]+`
const [atStart, atEnd] = [new RegExp(`^${parting}`, 'u'), new RegExp(`${parting}$`, 'u')]

/**
 * The halves by which a title in two languages is called too, each whole: of "KKT 条件 KKT conditions" and of
 * "特征工程（Feature engineering）" two, of a title in one language none.
 */
export function titleHalves(title: string): readonly string[] {
  const [, before = '', chinese = '', behind = ''] = around.exec(title.trim()) ?? []
  if (latin.test(behind) && atStart.test(behind))
    return [before + chinese, behind.replace(atStart, '').replace(atEnd, '')]
  if (latin.test(before) && atEnd.test(before) && !latin.test(chinese + behind))
    return [before.replace(atEnd, ''), chinese]
  return []
}
