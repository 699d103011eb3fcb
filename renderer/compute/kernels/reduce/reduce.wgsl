// Sum, least or greatest of many numbers: each workgroup strides over all of them and leaves one, a second pass joins these.

override by: u32; // 0 sum, 1 least, 2 greatest

// `neutral` as the bits of a float: infinities are no constants of the language.
struct Setup { length: u32, neutral: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read_write> results: array<f32>;

const threads = 256u;
var<workgroup> parts: array<f32, threads>;

// By its bits: a driver may take comparisons to be of ordinary numbers.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn join(a: f32, b: f32) -> f32 {
  if (by == 0u) { return a + b; }
  if (is_nan(a)) { return a; }
  if (is_nan(b)) { return b; }
  return select(max(a, b), min(a, b), by == 1u);
}

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  var part = bitcast<f32>(setup.neutral);
  for (var i = group.x * threads + thread; i < setup.length; i += groups.x * threads) { part = join(part, values[i]); }
  parts[thread] = part;
  workgroupBarrier();
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    if (thread < half) { parts[thread] = join(parts[thread], parts[thread + half]); }
    workgroupBarrier();
  }
  if (thread == 0u) { results[group.x] = parts[0]; }
}
