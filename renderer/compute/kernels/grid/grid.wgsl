// f(x, y) on a grid, one thread a point, row by row from the lowest y.

//> splice

struct Setup { columns: u32, rows: u32 }

// Where the columns and rows lie comes rounded from float64: a sum of steps in float32 would miss 0 by its rounding.
@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> xs: array<f32>;
@group(0) @binding(2) var<storage, read> ys: array<f32>;
@group(0) @binding(3) var<storage, read_write> values: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = id.x + id.y * groups.x * 64u;
  if (at >= setup.columns * setup.rows) { return; }
  values[at] = objective(array<f32, 2>(xs[at % setup.columns], ys[at / setup.columns]))[0];
}
