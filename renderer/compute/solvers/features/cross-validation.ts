import { told, type Iterate } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { judgeFields, judgeIssues } from './judge-fields.ts'
import { certificateOf, foldAccuracies } from './judge.ts'
import { mean, deviation } from './moments.ts'
import { classesOf } from './table.ts'

/** Accuracy of a model on cases it has not seen, fold by fold, classes shared out evenly. */
export const crossValidation = defineStepwise({
  id: 'cross-validation',
  title: { en: 'Cross-validation', 'zh-CN': '交叉验证' },
  schema: judgeFields,
  check: ({ X, y, folds }) => judgeIssues(X, y, folds),
  begin(problem) {
    const groups = classesOf(problem.y)
    let accuracy: number[] | undefined
    function* steps(): Generator<Iterate<readonly number[] | null>, Status> {
      const features = problem.X[0]!.map((_, j) => j)
      accuracy = yield* told(foldAccuracies(problem.X, features, groups, problem), () => ({
        k: 0,
        state: null,
        metrics: {},
        minor: true,
      }))
      yield { k: 0, state: accuracy, metrics: { accuracy: mean(accuracy) } }
      return 'optimal'
    }
    return {
      steps: steps(),
      answer: () =>
        accuracy && {
          result: { accuracy, mean: mean(accuracy), sd: deviation(accuracy) },
          certificate: certificateOf(groups, problem.folds),
        },
    }
  },
})
