// C = A B, row by row in memory. A thread makes one number of C
// and reads all that it needs from global memory.

const block = 16u; // a workgroup makes block × block numbers of C

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
@group(0) @binding(3) var<uniform> size: vec4u; // rows, columns, depth

@compute @workgroup_size(block, block)
fn main(@builtin(global_invocation_id) at: vec3u) {
  let row = at.y;
  let column = at.x;
  if (row >= size.x || column >= size.y) { return; }
  var sum = 0f;
  for (var k = 0u; k < size.z; k += 1u) {
    sum += a[row * size.z + k] * b[k * size.y + column];
  }
  c[row * size.y + column] = sum;
}
