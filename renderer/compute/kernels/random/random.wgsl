// Random words of a stream, four a thread.

//> splice

struct Setup { count: u32, seed_low: u32, seed_high: u32, stream_low: u32, stream_high: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read_write> words: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let block = id.x + id.y * groups.x * 64u;
  let at = 4u * block;
  if (at >= setup.count) { return; }
  let found = philox(vec4u(block, 0u, setup.stream_low, setup.stream_high), vec2u(setup.seed_low, setup.seed_high));
  for (var i = 0u; i < 4u && at + i < setup.count; i++) { words[at + i] = found[i]; }
}
