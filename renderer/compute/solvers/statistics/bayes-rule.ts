import { atOnce, defineStepwise } from '../../stepwise.ts'

const share = (en: string, zh: string, value: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    default: value,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  }) as const

const schema = {
  prevalence: share('How common it is', '患病率', 0.01),
  sens: share('Sensitivity', '灵敏度', 0.99),
  spec: share('Specificity', '特异度', 0.95),
} as const

/** What a test says of one case (Bayes's rule); null where that outcome never occurs. */
export const bayesRule = defineStepwise({
  id: 'bayes-rule',
  title: { en: "Bayes's rule for a test", 'zh-CN': '检验的贝叶斯公式' },
  schema,
  check: () => [],
  begin: ({ prevalence, sens, spec }) =>
    atOnce(() => {
      const positive = prevalence * sens + (1 - prevalence) * (1 - spec)
      const negative = prevalence * (1 - sens) + (1 - prevalence) * spec
      const ppv = positive > 0 ? (prevalence * sens) / positive : null
      const npv = negative > 0 ? ((1 - prevalence) * spec) / negative : null
      // Total probability: being ill, counted over both outcomes.
      const ill = (ppv ?? 0) * positive + (npv === null ? 0 : 1 - npv) * negative
      return {
        state: [ppv, npv],
        metrics: { positive },
        result: { ppv, npv, positive_rate: positive },
        certificate: { totalError: Math.abs(ill - prevalence), holds: Math.abs(ill - prevalence) < 1e-12 },
      }
    }),
})
