// Sum, least or greatest of many numbers: each workgroup strides over all of them and leaves one, a second pass joins these.

override by: u32; // 0 sum, 1 least, 2 greatest

// `neutral` as the bits of a float: infinities are no constants of the language. `vectors` of four numbers.
struct Setup { vectors: u32, neutral: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> values: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> results: array<f32>;

const threads = 256u;
var<workgroup> parts: array<f32, threads>;

// By its bits: a driver may take comparisons to be of ordinary numbers.
fn is_nan(x: vec4f) -> vec4<bool> {
  return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u);
}

fn join(a: vec4f, b: vec4f) -> vec4f {
  if (by == 0u) { return a + b; }
  let best = select(max(a, b), min(a, b), by == 1u);
  return select(select(best, b, is_nan(b)), a, is_nan(a));
}

fn join_two(a: f32, b: f32) -> f32 { return join(vec4f(a), vec4f(b)).x; }

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  var part = vec4f(bitcast<f32>(setup.neutral));
  let stride = groups.x * threads;
  var i = group.x * threads + thread;
  // Four reads under way at once.
  for (; i + 3u * stride < setup.vectors; i += 4u * stride) {
    let a = values[i];
    let b = values[i + stride];
    let c = values[i + 2u * stride];
    let d = values[i + 3u * stride];
    part = join(part, join(join(a, b), join(c, d)));
  }
  for (; i < setup.vectors; i += stride) { part = join(part, values[i]); }
  parts[thread] = join_two(join_two(part.x, part.y), join_two(part.z, part.w));
  workgroupBarrier();
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    if (thread < half) { parts[thread] = join_two(parts[thread], parts[thread + half]); }
    workgroupBarrier();
  }
  if (thread == 0u) { results[group.x] = parts[0]; }
}
