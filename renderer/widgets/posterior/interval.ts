type Ends = readonly [number, number]

/** A credible interval in a solver's result: its name says its level, as in `eti95` or `hpd99.9`. */
export const intervalIn = (result: object | null | undefined, kind: 'eti' | 'hpd'): Ends | undefined =>
  Object.entries(result ?? {}).find(([name]) => name.startsWith(kind))?.[1] as Ends | undefined
