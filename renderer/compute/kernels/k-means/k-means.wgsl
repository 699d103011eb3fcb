// For each point the nearest centre and the squared distance to it, one thread a point.

struct Setup { points: u32, centres: u32, dimension: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> points: array<f32>;
@group(0) @binding(2) var<storage, read> centres: array<f32>;
@group(0) @binding(3) var<storage, read_write> nearest: array<u32>;
@group(0) @binding(4) var<storage, read_write> squares: array<f32>;

fn square_of(point: u32, centre: u32) -> f32 {
  var sum = 0f;
  for (var i = 0u; i < setup.dimension; i++) {
    let away = points[point * setup.dimension + i] - centres[centre * setup.dimension + i];
    sum += away * away;
  }
  return sum;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let point = id.x + id.y * groups.x * 64u;
  if (point >= setup.points) { return; }
  var best = 0u;
  var least = square_of(point, 0u);
  for (var c = 1u; c < setup.centres; c++) {
    let square = square_of(point, c);
    if (square < least) {
      least = square;
      best = c;
    }
  }
  nearest[point] = best;
  squares[point] = least;
}
