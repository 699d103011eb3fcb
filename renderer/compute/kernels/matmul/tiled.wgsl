// C = A·B in float32 for large matrices, padded with zeros to whole blocks: rows and columns to multiples of 128, depth to
// multiples of 8. A workgroup of 16 × 16 threads makes a block of 128 × 128; slices of A and B, eight deep, lie in workgroup
// memory, the next pair is fetched into registers while this one is multiplied (NVIDIA's CUTLASS, "Efficient GEMM in CUDA").
// A thread has two by two pieces of 4 × 4, 64 apart, so that neighbours read neighbouring words.

// Vectors of four: depth, and columns of B and C.
struct Setup { rowTiles: u32, columnTiles: u32, depth: u32, columns: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> a: array<vec4f>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> c: array<vec4f>;

const across = 32u; // vectors of a block's row

// Transposed: line k holds the 128 rows' numbers. As scalars, because writing a part of a vector may write all of it.
var<workgroup> slice_a: array<f32, 1024>;
var<workgroup> slice_b: array<vec4f, 256>;

@compute @workgroup_size(16, 16)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) id: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  // What this thread fetches of each slice: four numbers of a row of A, four of a row of B.
  let fetched_row = thread / 2u;
  let fetched_part = thread % 2u;
  var from_a = (group.y * 128u + fetched_row) * setup.depth + fetched_part;
  var from_b = (thread / across) * setup.columns + group.x * across + thread % across;
  let to_a = fetched_part * 512u + fetched_row;
  var next_a = a[from_a];
  var next_b = b[from_b];

  // Eight rows of this thread's sums, left and right. No array: it would not lie in registers on every driver.
  var l0 = vec4f(); var r0 = vec4f();
  var l1 = vec4f(); var r1 = vec4f();
  var l2 = vec4f(); var r2 = vec4f();
  var l3 = vec4f(); var r3 = vec4f();
  var l4 = vec4f(); var r4 = vec4f();
  var l5 = vec4f(); var r5 = vec4f();
  var l6 = vec4f(); var r6 = vec4f();
  var l7 = vec4f(); var r7 = vec4f();
  for (var k = 0u; k < setup.depth; k += 2u) {
    workgroupBarrier();
    slice_a[to_a] = next_a.x;
    slice_a[to_a + 128u] = next_a.y;
    slice_a[to_a + 256u] = next_a.z;
    slice_a[to_a + 384u] = next_a.w;
    slice_b[thread] = next_b;
    workgroupBarrier();
    if (k + 2u < setup.depth) {
      from_a += 2u;
      from_b += 8u * setup.columns;
      next_a = a[from_a];
      next_b = b[from_b];
    }
    //> for line of 8
    let left = slice_b[line * across + id.x];
    let right = slice_b[line * across + 16u + id.x];
    let at = line * 128u + id.y * 4u;
    let a0 = vec4f(slice_a[at]);
    l0 = fma(a0, left, l0); r0 = fma(a0, right, r0);
    let a1 = vec4f(slice_a[at + 1u]);
    l1 = fma(a1, left, l1); r1 = fma(a1, right, r1);
    let a2 = vec4f(slice_a[at + 2u]);
    l2 = fma(a2, left, l2); r2 = fma(a2, right, r2);
    let a3 = vec4f(slice_a[at + 3u]);
    l3 = fma(a3, left, l3); r3 = fma(a3, right, r3);
    let a4 = vec4f(slice_a[at + 64u]);
    l4 = fma(a4, left, l4); r4 = fma(a4, right, r4);
    let a5 = vec4f(slice_a[at + 65u]);
    l5 = fma(a5, left, l5); r5 = fma(a5, right, r5);
    let a6 = vec4f(slice_a[at + 66u]);
    l6 = fma(a6, left, l6); r6 = fma(a6, right, r6);
    let a7 = vec4f(slice_a[at + 67u]);
    l7 = fma(a7, left, l7); r7 = fma(a7, right, r7);
    //> end
  }
  let corner = (group.y * 128u + id.y * 4u) * setup.columns + group.x * across + id.x;
  let line = setup.columns;
  c[corner + 0u * line] = l0; c[corner + 0u * line + 16u] = r0;
  c[corner + 1u * line] = l1; c[corner + 1u * line + 16u] = r1;
  c[corner + 2u * line] = l2; c[corner + 2u * line + 16u] = r2;
  c[corner + 3u * line] = l3; c[corner + 3u * line + 16u] = r3;
  c[corner + 64u * line] = l4; c[corner + 64u * line + 16u] = r4;
  c[corner + 65u * line] = l5; c[corner + 65u * line + 16u] = r5;
  c[corner + 66u * line] = l6; c[corner + 66u * line + 16u] = r6;
  c[corner + 67u * line] = l7; c[corner + 67u * line + 16u] = r7;
}
