// C = A·B in float32, padded with zeros to whole tiles so that no bound is looked at inside the loop: rows and columns to
// multiples of 8, depth to multiples of 4. A thread has a tile of 8 × 8 in registers and reads four numbers at a time:
// sixteen vector loads feed 256 fused multiply-adds. Neighbours of a workgroup read the same lines, which the first cache
// serves; a tile in workgroup memory would need barriers.

// Vectors of four: columns of A, columns of B and C.
struct Setup { rowTiles: u32, columnTiles: u32, depth: u32, columns: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> a: array<vec4f>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> c: array<vec4f>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= setup.columnTiles || id.y >= setup.rowTiles) { return; }
  let row = id.y * 8u;
  let column = id.x * 2u;
  var l0 = vec4f(); var r0 = vec4f();
  var l1 = vec4f(); var r1 = vec4f();
  var l2 = vec4f(); var r2 = vec4f();
  var l3 = vec4f(); var r3 = vec4f();
  var l4 = vec4f(); var r4 = vec4f();
  var l5 = vec4f(); var r5 = vec4f();
  var l6 = vec4f(); var r6 = vec4f();
  var l7 = vec4f(); var r7 = vec4f();
  var at = row * setup.depth;
  var line = column;
  for (var k = 0u; k < setup.depth; k++) {
    let a0 = a[at + k];
    let a1 = a[at + k + 1u * setup.depth];
    let a2 = a[at + k + 2u * setup.depth];
    let a3 = a[at + k + 3u * setup.depth];
    let a4 = a[at + k + 4u * setup.depth];
    let a5 = a[at + k + 5u * setup.depth];
    let a6 = a[at + k + 6u * setup.depth];
    let a7 = a[at + k + 7u * setup.depth];
    var l = b[line]; var r = b[line + 1u]; line += setup.columns;
    l0 = fma(vec4f(a0.x), l, l0); r0 = fma(vec4f(a0.x), r, r0);
    l1 = fma(vec4f(a1.x), l, l1); r1 = fma(vec4f(a1.x), r, r1);
    l2 = fma(vec4f(a2.x), l, l2); r2 = fma(vec4f(a2.x), r, r2);
    l3 = fma(vec4f(a3.x), l, l3); r3 = fma(vec4f(a3.x), r, r3);
    l4 = fma(vec4f(a4.x), l, l4); r4 = fma(vec4f(a4.x), r, r4);
    l5 = fma(vec4f(a5.x), l, l5); r5 = fma(vec4f(a5.x), r, r5);
    l6 = fma(vec4f(a6.x), l, l6); r6 = fma(vec4f(a6.x), r, r6);
    l7 = fma(vec4f(a7.x), l, l7); r7 = fma(vec4f(a7.x), r, r7);
    l = b[line]; r = b[line + 1u]; line += setup.columns;
    l0 = fma(vec4f(a0.y), l, l0); r0 = fma(vec4f(a0.y), r, r0);
    l1 = fma(vec4f(a1.y), l, l1); r1 = fma(vec4f(a1.y), r, r1);
    l2 = fma(vec4f(a2.y), l, l2); r2 = fma(vec4f(a2.y), r, r2);
    l3 = fma(vec4f(a3.y), l, l3); r3 = fma(vec4f(a3.y), r, r3);
    l4 = fma(vec4f(a4.y), l, l4); r4 = fma(vec4f(a4.y), r, r4);
    l5 = fma(vec4f(a5.y), l, l5); r5 = fma(vec4f(a5.y), r, r5);
    l6 = fma(vec4f(a6.y), l, l6); r6 = fma(vec4f(a6.y), r, r6);
    l7 = fma(vec4f(a7.y), l, l7); r7 = fma(vec4f(a7.y), r, r7);
    l = b[line]; r = b[line + 1u]; line += setup.columns;
    l0 = fma(vec4f(a0.z), l, l0); r0 = fma(vec4f(a0.z), r, r0);
    l1 = fma(vec4f(a1.z), l, l1); r1 = fma(vec4f(a1.z), r, r1);
    l2 = fma(vec4f(a2.z), l, l2); r2 = fma(vec4f(a2.z), r, r2);
    l3 = fma(vec4f(a3.z), l, l3); r3 = fma(vec4f(a3.z), r, r3);
    l4 = fma(vec4f(a4.z), l, l4); r4 = fma(vec4f(a4.z), r, r4);
    l5 = fma(vec4f(a5.z), l, l5); r5 = fma(vec4f(a5.z), r, r5);
    l6 = fma(vec4f(a6.z), l, l6); r6 = fma(vec4f(a6.z), r, r6);
    l7 = fma(vec4f(a7.z), l, l7); r7 = fma(vec4f(a7.z), r, r7);
    l = b[line]; r = b[line + 1u]; line += setup.columns;
    l0 = fma(vec4f(a0.w), l, l0); r0 = fma(vec4f(a0.w), r, r0);
    l1 = fma(vec4f(a1.w), l, l1); r1 = fma(vec4f(a1.w), r, r1);
    l2 = fma(vec4f(a2.w), l, l2); r2 = fma(vec4f(a2.w), r, r2);
    l3 = fma(vec4f(a3.w), l, l3); r3 = fma(vec4f(a3.w), r, r3);
    l4 = fma(vec4f(a4.w), l, l4); r4 = fma(vec4f(a4.w), r, r4);
    l5 = fma(vec4f(a5.w), l, l5); r5 = fma(vec4f(a5.w), r, r5);
    l6 = fma(vec4f(a6.w), l, l6); r6 = fma(vec4f(a6.w), r, r6);
    l7 = fma(vec4f(a7.w), l, l7); r7 = fma(vec4f(a7.w), r, r7);
  }
  var to = row * setup.columns + column;
  c[to] = l0; c[to + 1u] = r0; to += setup.columns;
  c[to] = l1; c[to + 1u] = r1; to += setup.columns;
  c[to] = l2; c[to + 1u] = r2; to += setup.columns;
  c[to] = l3; c[to + 1u] = r3; to += setup.columns;
  c[to] = l4; c[to + 1u] = r4; to += setup.columns;
  c[to] = l5; c[to + 1u] = r5; to += setup.columns;
  c[to] = l6; c[to + 1u] = r6; to += setup.columns;
  c[to] = l7; c[to + 1u] = r7;
}
