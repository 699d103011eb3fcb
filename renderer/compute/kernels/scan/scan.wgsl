// Prefix sums in three passes (Merrill and Grimshaw 2009: reduce, then scan): the sum of each block of 1,024 numbers, the
// prefix sums of these by one workgroup, the prefix sums within each block on top. No pass waits for another workgroup,
// which WGSL does not promise to make progress.

override pass_number: u32;

// `blocks` counts all of them: the groups may be more.
struct Setup { length: u32, blocks: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read_write> values: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;

const threads = 256u;
const each = 4u;
var<workgroup> line: array<f32, threads>;

// Inclusive prefix sums over the workgroup (Hillis and Steele 1986).
fn prefix(thread: u32, value: f32) -> f32 {
  line[thread] = value;
  workgroupBarrier();
  for (var reach = 1u; reach < threads; reach *= 2u) {
    var before = 0f;
    if (thread >= reach) { before = line[thread - reach]; }
    workgroupBarrier();
    line[thread] += before;
    workgroupBarrier();
  }
  return line[thread];
}

fn value_at(i: u32) -> f32 {
  if (i < setup.length) { return values[i]; }
  return 0f;
}

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  if (pass_number == 2u) {
    var carried = 0f;
    for (var first = 0u; first < setup.blocks; first += threads) {
      let i = first + thread;
      var own = 0f;
      if (i < setup.blocks) { own = sums[i]; }
      let upTo = prefix(thread, own);
      if (i < setup.blocks) { sums[i] = carried + upTo; }
      carried += line[threads - 1u];
      workgroupBarrier();
    }
    return;
  }
  let block = group.x + group.y * groups.x;
  if (block >= setup.blocks) { return; }
  let at = (block * threads + thread) * each;
  let a = value_at(at);
  let b = a + value_at(at + 1u);
  let c = b + value_at(at + 2u);
  let d = c + value_at(at + 3u);
  let upTo = prefix(thread, d);
  if (pass_number == 1u) {
    if (thread == threads - 1u) { sums[block] = upTo; }
    return;
  }
  var before = 0f;
  if (thread > 0u) { before = line[thread - 1u]; }
  if (block > 0u) { before = sums[block - 1u] + before; }
  if (at < setup.length) { values[at] = before + a; }
  if (at + 1u < setup.length) { values[at + 1u] = before + b; }
  if (at + 2u < setup.length) { values[at + 2u] = before + c; }
  if (at + 3u < setup.length) { values[at + 3u] = before + d; }
}
