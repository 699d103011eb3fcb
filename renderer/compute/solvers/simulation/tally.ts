import type { Samples } from '../../verify/estimate.ts'

/** Mean and squares about it as samples come, without losing digits (Welford 1962). */
export class Tally implements Samples {
  n = 0
  mean = 0
  squares = 0

  add(value: number): void {
    this.n++
    const before = value - this.mean
    this.mean += before / this.n
    this.squares += before * (value - this.mean)
  }

  /** `count` values at once, by their mean and the squares about it (Chan, Golub and LeVeque 1983). */
  addMany(count: number, mean: number, squares: number): void {
    const away = mean - this.mean
    this.squares += squares + (away * away * this.n * count) / (this.n + count)
    this.n += count
    this.mean += (away * count) / this.n
  }
}
