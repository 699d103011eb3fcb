// C = A B, row by row in memory. The threads of a workgroup load
// a tile of A and one of B together, then all read from these.

const block = 16u; // a workgroup makes block × block numbers of C

@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
@group(0) @binding(3) var<uniform> size: vec4u; // rows, columns, depth

var<workgroup> tile_a: array<array<f32, block>, block>;
var<workgroup> tile_b: array<array<f32, block>, block>;

@compute @workgroup_size(block, block)
fn main(
  @builtin(global_invocation_id) at: vec3u,
  @builtin(local_invocation_id) own: vec3u,
) {
  let row = at.y;
  let column = at.x;
  var sum = 0f;
  for (var first = 0u; first < size.z; first += block) {
    // One number of each tile a thread; zeros beyond the edge.
    let across = first + own.x;
    let down = first + own.y;
    var from_a = 0f;
    var from_b = 0f;
    if (row < size.x && across < size.z) {
      from_a = a[row * size.z + across];
    }
    if (down < size.z && column < size.y) {
      from_b = b[down * size.y + column];
    }
    tile_a[own.y][own.x] = from_a;
    tile_b[own.y][own.x] = from_b;
    workgroupBarrier(); // both tiles are there
    for (var k = 0u; k < block; k += 1u) {
      sum += tile_a[own.y][k] * tile_b[k][own.x];
    }
    workgroupBarrier(); // nobody needs them any more
  }
  if (row < size.x && column < size.y) { c[row * size.y + column] = sum; }
}
