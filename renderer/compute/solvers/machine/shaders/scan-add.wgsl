// The last step of every scan: the sum of all blocks before is added to a block's numbers.

@group(0) @binding(0) var<storage, read> before: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> size: vec4u; // numbers of y, numbers of a block

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = at.x + at.y * groups.x * 256u;
  if (i < size.x) { y[i] += before[i / size.y]; }
}
