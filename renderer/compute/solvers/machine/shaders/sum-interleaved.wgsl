// A workgroup adds up `block` numbers and writes one. It is started
// again on what it wrote, until one number is left. Neighbours are
// added first: soon every second thread idles, then three in four.

const block = 256u; // numbers of a workgroup

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> size: vec4u; // numbers of x

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
    if (thread % (2u * reach) == 0u) {
      line[thread] += line[thread + reach];
    }
    workgroupBarrier();
  }
  if (thread == 0u) { y[group.x] = line[0]; }
}
