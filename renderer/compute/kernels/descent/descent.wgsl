// Many-start descent: one thread a starting point takes all steps of a first-order method by itself.
// Spliced in: the number of variables `n`, `struct Constants`, `gradient` of the typed function and `update`, the method's rule.

//> splice

struct Setup { points: u32, steps: u32, trace: u32, unused: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> constants: Constants;
@group(0) @binding(2) var<storage, read> factors: array<vec2f>;
@group(0) @binding(3) var<storage, read_write> positions: array<f32>;
@group(0) @binding(4) var<storage, read_write> memory: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> path: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let point = id.x + id.y * groups.x * 64u;
  if (point >= setup.points) { return; }
  var x: array<f32, n>;
  var kept: array<vec4f, n>;
  for (var i = 0u; i < n; i++) {
    x[i] = positions[point * n + i];
    kept[i] = memory[point * n + i];
  }
  for (var k = 0u; k < setup.steps; k++) {
    var g = gradient(x);
    for (var i = 0u; i < n; i++) {
      var m = kept[i];
      x[i] = update(x[i], g[i], &m, constants, factors[k]);
      kept[i] = m;
      if (setup.trace == 1u) { path[(k * setup.points + point) * n + i] = x[i]; }
    }
  }
  for (var i = 0u; i < n; i++) {
    positions[point * n + i] = x[i];
    memory[point * n + i] = kept[i];
  }
}
