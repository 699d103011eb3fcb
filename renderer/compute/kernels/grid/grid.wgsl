// f(x, y) on a grid, one thread a point, row by row from the lowest y.

//> splice

struct Setup { x: f32, dx: f32, y: f32, dy: f32, columns: f32, points: f32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read_write> values: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = id.x + id.y * groups.x * 64u;
  if (at >= u32(setup.points)) { return; }
  let columns = u32(setup.columns);
  let i = f32(at % columns);
  let j = f32(at / columns);
  values[at] = objective(array<f32, 2>(setup.x + i * setup.dx, setup.y + j * setup.dy))[0];
}
