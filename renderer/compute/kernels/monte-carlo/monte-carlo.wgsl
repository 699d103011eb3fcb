// A typed function at random places of a box, by Philox: each thread strides over the samples, each workgroup leaves
// the sum of f and that of (f − shift)². Spliced in: the number of variables `n`, `objective` and `philox`.

//> splice

struct Setup {
  count: u32, first: u32, seed_low: u32, seed_high: u32, stream_low: u32, stream_high: u32, shift: f32, unused: f32,
  from_end: vec4f,
  width: vec4f,
}

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read_write> results: array<vec2f>;

const threads = 64u;
var<workgroup> parts: array<vec2f, threads>;

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  var part = vec2f();
  for (var i = group.x * threads + thread; i < setup.count; i += groups.x * threads) {
    let key = vec2u(setup.seed_low, setup.seed_high);
    var x: array<f32, n>;
    for (var k = 0u; k < n; k++) {
      // A uniform number is made of two words of a block of four; of the first its upper 23 bits: with the half they are
      // what float32 holds, and never 1.
      let at = (setup.first + i) * n + k;
      let words = philox(vec4u(at / 2u, 0u, setup.stream_low, setup.stream_high), key);
      let word = select(words.x, words.z, at % 2u == 1u);
      x[k] = setup.from_end[k] + setup.width[k] * (f32(word >> 9u) + 0.5f) * 1.1920929e-7f;
    }
    let value = objective(x)[0];
    part += vec2f(value, (value - setup.shift) * (value - setup.shift));
  }
  parts[thread] = part;
  workgroupBarrier();
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    if (thread < half) { parts[thread] += parts[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) { results[group.x] = parts[0]; }
}
