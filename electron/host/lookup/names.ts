import type { Person } from '../../contract/reference.ts'

const particles = new Set([
  'van',
  'von',
  'de',
  'der',
  'den',
  'del',
  'della',
  'di',
  'da',
  'dos',
  'du',
  'la',
  'le',
  'ten',
  'ter',
  'al',
])

/** A name written in one piece: "Diederik P. Kingma", "Laurens van der Maaten", "李航". */
export function nameFrom(name: string): Person {
  const words = name.trim().split(/\s+/)
  if (words.length < 2) return { literal: name.trim() }
  let at = words.length - 1
  while (at > 1 && particles.has((words[at - 1] ?? '').toLowerCase())) at--
  return { family: words.slice(at).join(' '), given: words.slice(0, at).join(' ') }
}
