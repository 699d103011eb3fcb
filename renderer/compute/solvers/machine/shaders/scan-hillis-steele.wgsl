// All partial sums (Hillis and Steele 1986). A workgroup scans its
// own `block` numbers into y and writes their total to `sums`; these
// are scanned in the same way and added on top.

const block = 256u; // numbers of a workgroup

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> size: vec4u; // numbers of x
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;

var<workgroup> line: array<f32, block>;

@compute @workgroup_size(block)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let i = group.x * block + thread;
  var value = 0f;
  if (i < size.x) { value = x[i]; }
  line[thread] = value;
  workgroupBarrier();
  for (var reach = 1u; reach < block; reach *= 2u) {
    if (thread >= reach) { value += line[thread - reach]; }
    workgroupBarrier(); // all have read
    line[thread] = value;
    workgroupBarrier(); // all have written
  }
  if (i < size.x) { y[i] = value; }
  if (thread == block - 1u) { sums[group.x] = value; }
}
