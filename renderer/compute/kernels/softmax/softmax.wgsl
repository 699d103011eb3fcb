// Softmax of each row, one workgroup a row: its largest number first, so that no power overflows (Goodfellow et al. 2016, §4.1).
// Rows lie `stride` apart. With `causal`, row i sees columns 0 … i only and the others become 0; with `masked` those only
// whose bit in `open` is set.

struct Setup { columns: u32, stride: u32, causal: u32, rows: u32, scale: f32, masked: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read_write> values: array<f32>;
@group(0) @binding(2) var<storage, read> open: array<u32>;

const threads = 64u;
const lowest = -3.4028234e38f;
var<workgroup> shared_values: array<f32, threads>;

// By its bits: a driver may take comparisons, and what goes into exp, to be ordinary numbers.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn is_open(row: u32, column: u32) -> bool {
  let at = row * setup.columns + column;
  return setup.masked == 0u || ((open[at / 32u] >> (at % 32u)) & 1u) == 1u;
}

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = group.x + group.y * groups.x;
  if (row >= setup.rows) { return; }
  let at = row * setup.stride;
  let seen = select(setup.columns, min(setup.columns, row + 1u), setup.causal == 1u);

  var most = lowest;
  for (var j = thread; j < seen; j += threads) {
    if (is_open(row, j)) { most = max(most, values[at + j] * setup.scale); }
  }
  shared_values[thread] = most;
  workgroupBarrier();
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    if (thread < half) { shared_values[thread] = max(shared_values[thread], shared_values[thread + half]); }
    workgroupBarrier();
  }
  most = shared_values[0];
  workgroupBarrier();

  var sum = 0f;
  for (var j = thread; j < seen; j += threads) {
    if (!is_open(row, j)) { continue; }
    let away = values[at + j] * setup.scale - most;
    let power = select(exp(away), away, is_nan(away));
    values[at + j] = power;
    sum += power;
  }
  shared_values[thread] = sum;
  workgroupBarrier();
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    if (thread < half) { shared_values[thread] += shared_values[thread + half]; }
    workgroupBarrier();
  }
  sum = shared_values[0];
  for (var j = thread; j < setup.columns; j += threads) {
    values[at + j] = select(0f, values[at + j] / sum, j < seen && is_open(row, j));
  }
}
