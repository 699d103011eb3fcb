// What one writes down first: one thread a number or a row of the result, no shared memory, no vectors.
// Each is a shader over the same bindings as the kernel's own but for their padding, and the number of its threads.

const head = `
@group(0) @binding(0) var<storage, read> setup: array<u32>;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> b: array<f32>;
`
const main = (body: string) => `
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * 64u;
  ${body}
}`

/** A thread copies one vector of four numbers at each of the distances. */
export const copy = (threads: number, distances: readonly number[]) => `
@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> b: array<vec4f>;
@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3u) {
  ${distances.map(distance => `b[id.x + ${distance}u] = a[id.x + ${distance}u];`).join('\n  ')}
}`

/** setup: n. c = a·a for n × n. */
export const matmul = `${head}${main(`
  let n = setup[0];
  if (i >= n * n) { return; }
  let row = i / n;
  let column = i % n;
  var sum = 0f;
  for (var k = 0u; k < n; k++) { sum += a[row * n + k] * a[k * n + column]; }
  b[i] = sum;`)}`

/** setup: rows, columns. A times its own first row. */
export const matvec = `${head}${main(`
  if (i >= setup[0]) { return; }
  var sum = 0f;
  for (var k = 0u; k < setup[1]; k++) { sum += a[i * setup[1] + k] * a[k]; }
  b[i] = sum;`)}`

/** setup: length, numbers a thread. One sum a thread. */
export const reduce = `${head}${main(`
  let first = i * setup[1];
  if (first >= setup[0]) { return; }
  var sum = 0f;
  for (var k = first; k < min(first + setup[1], setup[0]); k++) { sum += a[k]; }
  b[i] = sum;`)}`

/** setup: length, distance. One of log2(length) passes of Hillis and Steele. */
export const scan = `${head}${main(`
  if (i >= setup[0]) { return; }
  var sum = a[i];
  if (i >= setup[1]) { sum += a[i - setup[1]]; }
  b[i] = sum;`)}`

/** setup: length, bins. Common counts only, bins of equal width over −1 … 1. */
export const histogram = `
@group(0) @binding(0) var<storage, read> setup: array<u32>;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> b: array<atomic<u32>>;
${main(`
  if (i >= setup[0]) { return; }
  atomicAdd(&b[min(setup[1] - 1u, u32((a[i] + 1f) * 0.5f * f32(setup[1])))], 1u);`)}`

/** setup: rows, columns. */
export const softmax = `${head}${main(`
  if (i >= setup[0]) { return; }
  let at = i * setup[1];
  var most = a[at];
  for (var k = 1u; k < setup[1]; k++) { most = max(most, a[at + k]); }
  var sum = 0f;
  for (var k = 0u; k < setup[1]; k++) { sum += exp(a[at + k] - most); }
  for (var k = 0u; k < setup[1]; k++) { b[at + k] = exp(a[at + k] - most) / sum; }`)}`

/** setup: rows, columns. */
export const layerNorm = `${head}${main(`
  if (i >= setup[0]) { return; }
  let at = i * setup[1];
  let n = f32(setup[1]);
  var sum = 0f;
  for (var k = 0u; k < setup[1]; k++) { sum += a[at + k]; }
  var squares = 0f;
  for (var k = 0u; k < setup[1]; k++) { squares += (a[at + k] - sum / n) * (a[at + k] - sum / n); }
  for (var k = 0u; k < setup[1]; k++) { b[at + k] = (a[at + k] - sum / n) / sqrt(squares / n + 1e-5f); }`)}`

/** setup: queries (as many keys), width. Queries, keys and values are the same matrix; scores are computed three times. */
export const attention = `${head}
fn score(i: u32, j: u32) -> f32 {
  var sum = 0f;
  for (var k = 0u; k < setup[1]; k++) { sum += a[i * setup[1] + k] * a[j * setup[1] + k]; }
  return sum / sqrt(f32(setup[1]));
}
${main(`
  if (i >= setup[0]) { return; }
  var most = score(i, 0u);
  for (var j = 1u; j < setup[0]; j++) { most = max(most, score(i, j)); }
  var sum = 0f;
  for (var k = 0u; k < setup[1]; k++) { b[i * setup[1] + k] = 0f; }
  for (var j = 0u; j < setup[0]; j++) {
    let power = exp(score(i, j) - most);
    sum += power;
    for (var k = 0u; k < setup[1]; k++) { b[i * setup[1] + k] += power * a[j * setup[1] + k]; }
  }
  for (var k = 0u; k < setup[1]; k++) { b[i * setup[1] + k] /= sum; }`)}`
