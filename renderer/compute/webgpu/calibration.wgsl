// Nothing but fused multiply-adds in registers: `rounds` times sixteen on four lanes, in four chains that do not wait for each other.

struct Setup { rounds: u32, length: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read_write> values: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = id.x + id.y * groups.x * 64u;
  if (at >= setup.length) { return; }
  let seed = vec4f(values[at] + 1f);
  var a = seed;
  var b = seed + 1f;
  var c = seed + 2f;
  var d = seed + 3f;
  for (var i = 0u; i < setup.rounds; i++) {
    a = fma(a, vec4f(0.5f), seed); b = fma(b, vec4f(0.5f), seed); c = fma(c, vec4f(0.5f), seed); d = fma(d, vec4f(0.5f), seed);
    a = fma(a, vec4f(0.5f), seed); b = fma(b, vec4f(0.5f), seed); c = fma(c, vec4f(0.5f), seed); d = fma(d, vec4f(0.5f), seed);
    a = fma(a, vec4f(0.5f), seed); b = fma(b, vec4f(0.5f), seed); c = fma(c, vec4f(0.5f), seed); d = fma(d, vec4f(0.5f), seed);
    a = fma(a, vec4f(0.5f), seed); b = fma(b, vec4f(0.5f), seed); c = fma(c, vec4f(0.5f), seed); d = fma(d, vec4f(0.5f), seed);
  }
  let sum = a + b + c + d;
  values[at] = sum.x + sum.y + sum.z + sum.w;
}
