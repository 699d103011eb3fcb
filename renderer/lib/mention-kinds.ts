/** Parts of a paper that its text speaks of by a number. */
export const mentionKinds = [
  'figure',
  'table',
  'equation',
  'section',
  'appendix',
  'algorithm',
  'theorem',
  'lemma',
  'proposition',
  'corollary',
  'definition',
] as const
export type MentionKind = (typeof mentionKinds)[number]
