// (x − mean) / √(variance + ε) · gain + shift of each row, one workgroup a row; the variance from the differences, in a second pass.

struct Setup { rows: u32, columns: u32, epsilon: f32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> gain: array<f32>;
@group(0) @binding(2) var<storage, read> shift: array<f32>;
@group(0) @binding(3) var<storage, read_write> values: array<f32>;

const threads = 64u;
var<workgroup> sums: array<f32, threads>;

fn total(thread: u32, value: f32) -> f32 {
  sums[thread] = value;
  workgroupBarrier();
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    if (thread < half) { sums[thread] += sums[thread + half]; }
    workgroupBarrier();
  }
  let sum = sums[0];
  workgroupBarrier();
  return sum;
}

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = group.x + group.y * groups.x;
  if (row >= setup.rows) { return; }
  let at = row * setup.columns;
  let n = f32(setup.columns);
  var sum = 0f;
  for (var j = thread; j < setup.columns; j += threads) { sum += values[at + j]; }
  let mean = total(thread, sum) / n;
  var squares = 0f;
  for (var j = thread; j < setup.columns; j += threads) {
    let away = values[at + j] - mean;
    squares += away * away;
  }
  let scale = 1f / sqrt(total(thread, squares) / n + setup.epsilon);
  for (var j = thread; j < setup.columns; j += threads) {
    values[at + j] = (values[at + j] - mean) * scale * gain[j] + shift[j];
  }
}
