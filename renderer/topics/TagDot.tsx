/** A tag's colour as a dot; a tag without one has a ring. */
export const TagDot = ({ color }: { color: string | null }) => (
  <span className="tag-dot" data-color={color ?? undefined} aria-hidden="true" />
)
