import type { Field } from '../../schema.ts'
import { armijo } from './armijo.ts'
import { exactSearch } from './exact-search.ts'
import type { Search } from './line.ts'
import { wolfe } from './wolfe.ts'

/** A choice of the ways to find a step along a direction. */
export const searchField = {
  kind: 'choice',
  label: { en: 'Line search', 'zh-CN': '线搜索' },
  default: 'wolfe',
  options: ['wolfe', 'armijo', 'exact'],
} as const satisfies Field

/** The search of that name; c₂ is Wolfe's. */
export const searchOf = (name: string, c2: number): Search =>
  name === 'armijo' ? armijo : name === 'exact' ? exactSearch : wolfe(c2)
