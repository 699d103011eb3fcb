// y = A·x, one workgroup a row, four numbers at a time; rows are filled up with zeros to whole vectors.

// Columns in vectors of four.
struct Setup { rows: u32, columns: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> a: array<vec4f>;
@group(0) @binding(2) var<storage, read> x: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

const threads = 64u;
var<workgroup> sums: array<f32, threads>;

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = group.x + group.y * groups.x;
  if (row >= setup.rows) { return; }
  let at = row * setup.columns;
  var sum = vec4f();
  for (var j = thread; j < setup.columns; j += threads) { sum = fma(a[at + j], x[j], sum); }
  sums[thread] = sum.x + sum.y + sum.z + sum.w;
  workgroupBarrier();
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    if (thread < half) { sums[thread] += sums[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) { y[row] = sums[0]; }
}
