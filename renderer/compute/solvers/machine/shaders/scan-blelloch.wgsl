// All partial sums (Blelloch 1990): up a tree of sums, then down it.
// A workgroup scans its own `block` numbers into y and writes their
// total to `sums`; these are scanned in the same way and added on top.

const block = 256u; // numbers of a workgroup, two a thread
const threads = block / 2u;

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> size: vec4u; // numbers of x
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;

var<workgroup> line: array<f32, block>;

fn value_at(i: u32) -> f32 {
  if (i < size.x) { return x[i]; }
  return 0f;
}

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let first = group.x * block;
  let low = value_at(first + thread);
  let high = value_at(first + thread + threads);
  line[thread] = low;
  line[thread + threads] = high;
  workgroupBarrier();
  // Up: each node gets the sum of all below it.
  for (var reach = 1u; reach < block; reach *= 2u) {
    let right = (thread + 1u) * 2u * reach - 1u;
    if (right < block) { line[right] += line[right - reach]; }
    workgroupBarrier();
  }
  if (thread == 0u) {
    sums[group.x] = line[block - 1u];
    line[block - 1u] = 0f;
  }
  workgroupBarrier();
  // Down: a left child gets what came down, a right one the left sum too.
  for (var reach = block / 2u; reach > 0u; reach /= 2u) {
    let right = (thread + 1u) * 2u * reach - 1u;
    if (right < block) {
      let left = line[right - reach];
      line[right - reach] = line[right];
      line[right] += left;
    }
    workgroupBarrier();
  }
  // The tree leaves the sums before each number.
  if (first + thread < size.x) { y[first + thread] = line[thread] + low; }
  if (first + thread + threads < size.x) {
    y[first + thread + threads] = line[thread + threads] + high;
  }
}
