// The E-step of a mixture of normal distributions, one thread a point: log-densities, their largest, then shares.

struct Setup { points: u32, components: u32, dimension: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> points: array<f32>;
@group(0) @binding(2) var<storage, read> means: array<f32>;
@group(0) @binding(3) var<storage, read> whitenings: array<f32>;
@group(0) @binding(4) var<storage, read> constants: array<f32>;
@group(0) @binding(5) var<storage, read_write> responsibilities: array<f32>;
@group(0) @binding(6) var<storage, read_write> likelihoods: array<f32>;

// By its bits: a driver may take what goes into exp to be an ordinary number.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn power(x: f32) -> f32 { return select(exp(x), x, is_nan(x)); }

fn log_density(point: u32, k: u32) -> f32 {
  let d = setup.dimension;
  var square = 0f;
  for (var a = 0u; a < d; a++) {
    var z = 0f;
    for (var b = 0u; b <= a; b++) {
      z += whitenings[(k * d + a) * d + b] * (points[point * d + b] - means[k * d + b]);
    }
    square += z * z;
  }
  return constants[k] - 0.5f * square;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let point = id.x + id.y * groups.x * 64u;
  if (point >= setup.points) { return; }
  let row = point * setup.components;
  var most = -3.4028234e38f;
  for (var k = 0u; k < setup.components; k++) {
    let log_of = log_density(point, k);
    responsibilities[row + k] = log_of;
    most = max(most, log_of);
  }
  var sum = 0f;
  for (var k = 0u; k < setup.components; k++) {
    let share = power(responsibilities[row + k] - most);
    responsibilities[row + k] = share;
    sum += share;
  }
  for (var k = 0u; k < setup.components; k++) { responsibilities[row + k] /= sum; }
  // A point at no finite distance from any component has no shares, and no likelihood either: NaN, written as its bits,
  // because a driver may take sum / sum to be 1.
  var nan = 0x7fc00000u;
  likelihoods[point] = select(most + log(sum), bitcast<f32>(nan), is_nan(sum) || sum == 0f);
}
