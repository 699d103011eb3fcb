/** An annotation that a note leads to, as it stands in the note of its paper. */
export interface NotedMark {
  readonly id: string
  readonly itemId: string
  /** The callout, its block id last. */
  readonly text: string
  readonly blockId: string
  /** What a link says that has no words of its own. */
  readonly words: string
}
