// Prefix sums in one pass over the numbers. A workgroup adds up its block, tells the others its total, waits for the totals
// before it (Merrill and Garland 2016, "decoupled look-back"), and reads its block again, which lies in the cache still.
// WGSL does not promise that a waited-for workgroup goes on meanwhile, so whoever has waited in vain adds that block up
// itself (Smith, Levien and Owens 2025, "decoupled fallback"). Unlike theirs, sums join in an order that no timing
// changes: the blocks of a group of 64, then whole groups. The same numbers give the same bits.

// Looks at totals that are not there yet, before one's own work.
const tries = 1000u;
// The first pass makes `state` ready.
override clearing: bool = false;

// `vectors` of four numbers.
struct Setup { vectors: u32, blocks: u32, words: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> values: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> results: array<vec4f>;
// Two words for the total of each block, then of each group. What one workgroup writes is seen by another in atomics
// alone, and those have 32 bits: a half of the number and a flag each.
@group(0) @binding(3) var<storage, read_write> state: array<atomic<u32>>;

const threads = 256u;
const members = 64u; // blocks of a group
const told = 0x10000u;
const none = 0xffffffffu;

// Of four rows, then of four more; pieces of sixteen one place apart, so that their readers do not wait for the same bank.
var<workgroup> line: array<vec4f, 544>;
const second = 272u;
var<workgroup> pieces: array<vec4f, 32>;
var<workgroup> joined: vec4f;
var<workgroup> first_missing: atomic<u32>;
var<workgroup> missing: u32;

// A block is eight rows of 256 vectors. Most are whole: a check at each row would cost a tenth of the time.
fn first_of(block: u32, thread: u32) -> u32 { return block * 8u * threads + thread; }
fn is_whole(block: u32) -> bool { return (block + 1u) * 8u * threads <= setup.vectors; }

fn row(block: u32, r: u32, thread: u32) -> vec4f {
  let at = first_of(block, thread) + r * threads;
  if (at < setup.vectors) { return values[at]; }
  return vec4f();
}

fn sum_of(v: vec4f) -> f32 { return ((v.x + v.y) + v.z) + v.w; }

struct Rows { upper: vec4f, lower: vec4f }

fn row_sums(block: u32, thread: u32) -> Rows {
  if (is_whole(block)) {
    let first = first_of(block, thread);
    let a = values[first];
    let b = values[first + threads];
    let c = values[first + 2u * threads];
    let d = values[first + 3u * threads];
    let e = values[first + 4u * threads];
    let f = values[first + 5u * threads];
    let g = values[first + 6u * threads];
    let h = values[first + 7u * threads];
    return Rows(vec4f(sum_of(a), sum_of(b), sum_of(c), sum_of(d)), vec4f(sum_of(e), sum_of(f), sum_of(g), sum_of(h)));
  }
  var sums: Rows;
  for (var r = 0u; r < 4u; r++) {
    sums.upper[r] = sum_of(row(block, r, thread));
    sums.lower[r] = sum_of(row(block, r + 4u, thread));
  }
  return sums;
}

// Where a thread's sums lie in `line`.
fn place_of(thread: u32) -> u32 { return thread + thread / 16u; }

// Adds up `line` piece by piece, leaving in it what is before each number in its piece.
fn add_up_pieces(thread: u32) {
  workgroupBarrier();
  if (thread < 32u) {
    var sum = vec4f();
    for (var i = 0u; i < 16u; i++) {
      let at = thread * 17u + i;
      let next = line[at];
      line[at] = sum;
      sum += next;
    }
    pieces[thread] = sum;
  }
  workgroupBarrier();
}

// Over all threads.
fn sum_over_threads(thread: u32, own: vec4f) -> vec4f {
  workgroupBarrier();
  line[place_of(thread)] = own;
  add_up_pieces(thread);
  if (thread == 0u) {
    var sum = vec4f();
    for (var i = 0u; i < 16u; i++) { sum += pieces[i]; }
    joined = sum;
  }
  return workgroupUniformLoad(&joined);
}

// The sums of a block's rows.
fn add_up_block(block: u32, thread: u32) -> Rows {
  let own = row_sums(block, thread);
  workgroupBarrier();
  line[place_of(thread)] = own.upper;
  line[second + place_of(thread)] = own.lower;
  add_up_pieces(thread);
  var rows: Rows;
  for (var i = 0u; i < 16u; i++) {
    rows.upper += pieces[i];
    rows.lower += pieces[16u + i];
  }
  return rows;
}

fn total_of(rows: Rows) -> f32 { return sum_of(rows.upper) + sum_of(rows.lower); }

fn tell(entry: u32, total: f32) {
  let bits = bitcast<u32>(total);
  atomicStore(&state[2u * entry], told | (bits >> 16u));
  atomicStore(&state[2u * entry + 1u], told | (bits & 0xffffu));
}

struct Heard { yes: bool, total: f32 }

fn hear(entry: u32) -> Heard {
  let upper = atomicLoad(&state[2u * entry]);
  let lower = atomicLoad(&state[2u * entry + 1u]);
  return Heard((upper & lower & told) != 0u, bitcast<f32>((upper << 16u) | (lower & 0xffffu)));
}

// The least thread that has not heard, or `none`.
fn who_misses(thread: u32, heard: bool) -> u32 {
  if (thread == 0u) { atomicStore(&first_missing, none); }
  workgroupBarrier();
  if (!heard) { atomicMin(&first_missing, thread); }
  workgroupBarrier();
  if (thread == 0u) { missing = atomicLoad(&first_missing); }
  return workgroupUniformLoad(&missing);
}

// Each thread's one of `count` totals of blocks from `first` on, added up here where it was not told; 0 for the others.
fn totals_of_blocks(first: u32, count: u32, thread: u32) -> f32 {
  var heard = Heard(true, 0f);
  if (thread < count) { heard = hear(first + thread); }
  loop {
    let who = who_misses(thread, heard.yes);
    if (who == none) { break; }
    let total = total_of(add_up_block(first + who, thread));
    if (thread == who) { heard = Heard(true, total); }
  }
  return heard.total;
}

// Each thread's one of the totals of the first `count` groups, likewise.
fn totals_of_groups(count: u32, thread: u32) -> f32 {
  var heard = Heard(true, 0f);
  if (thread < count) { heard = hear(setup.blocks + thread); }
  loop {
    let who = who_misses(thread, heard.yes);
    if (who == none) { break; }
    let own = totals_of_blocks(who * members, members, thread);
    // As the last block of a group does it: all the others, then its own.
    let last = thread == members - 1u;
    let parts = sum_over_threads(thread, vec4f(select(own, 0f, last), select(0f, own, last), 0f, 0f));
    if (thread == who) { heard = Heard(true, parts.x + parts.y); }
  }
  return heard.total;
}

// The sums of the blocks before a block in its group, and of the first `groups` groups. The first threads listen to blocks,
// the others to groups: enough for a hundred million numbers, more than a buffer holds.
fn listen(block: u32, groups: u32, thread: u32) -> vec2f {
  let place = block % members;
  let for_block = thread < members;
  var heard = Heard(select(thread >= members + groups, thread >= place, for_block), 0f);
  let entry = select(setup.blocks + thread - members, block - place + thread, for_block);
  for (var i = 0u; i < tries && !heard.yes; i++) { heard = hear(entry); }
  let own = vec4f(select(0f, heard.total, for_block), select(heard.total, 0f, for_block), select(1f, 0f, heard.yes), 0f);
  var sums = sum_over_threads(thread, own);
  if (sums.z > 0f) {
    let late_blocks = totals_of_blocks(block - place, place, thread);
    let late_groups = totals_of_groups(groups, thread);
    // By the same threads as above, for the same order.
    line[thread] = vec4f(late_groups);
    workgroupBarrier();
    var group_total = 0f;
    if (!for_block) { group_total = line[thread - members].x; }
    sums = sum_over_threads(thread, vec4f(select(0f, late_blocks, for_block), group_total, 0f, 0f));
  }
  return sums.xy;
}

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let block = group.x + group.y * groups.x;
  if (clearing) {
    let at = block * threads + thread;
    if (at < setup.words) { atomicStore(&state[at], 0u); }
    return;
  }
  if (block >= setup.blocks) { return; }
  let rows = add_up_block(block, thread);
  let total = total_of(rows);
  if (thread == 0u) { tell(block, total); }
  var upper = line[place_of(thread)];
  var lower = line[second + place_of(thread)];
  for (var i = 0u; i < thread / 16u; i++) {
    upper += pieces[i];
    lower += pieces[16u + i];
  }
  if (block % members == members - 1u) {
    // Without a look at other groups: no group's total shall wait for another's.
    let others = listen(block, 0u, thread).x;
    if (thread == 0u) { tell(setup.blocks + block / members, others + total); }
  }
  // On their way while one listens.
  let a = row(block, 0u, thread);
  let b = row(block, 1u, thread);
  let c = row(block, 2u, thread);
  let d = row(block, 3u, thread);
  let before = listen(block, block / members, thread);

  let start = starts(before.y + before.x, rows.upper);
  upper += start;
  lower += starts(start.w + rows.upper.w, rows.lower);
  let first = first_of(block, thread);
  if (is_whole(block)) {
    results[first] = upper.x + sums_in(a);
    results[first + threads] = upper.y + sums_in(b);
    results[first + 2u * threads] = upper.z + sums_in(c);
    results[first + 3u * threads] = upper.w + sums_in(d);
    results[first + 4u * threads] = lower.x + sums_in(values[first + 4u * threads]);
    results[first + 5u * threads] = lower.y + sums_in(values[first + 5u * threads]);
    results[first + 6u * threads] = lower.z + sums_in(values[first + 6u * threads]);
    results[first + 7u * threads] = lower.w + sums_in(values[first + 7u * threads]);
    return;
  }
  for (var r = 0u; r < 8u; r++) {
    let at = first + r * threads;
    if (at < setup.vectors) { results[at] = select(lower[r & 3u], upper[r & 3u], r < 4u) + sums_in(values[at]); }
  }
}

// What is before each of four rows.
fn starts(before: f32, rows: vec4f) -> vec4f {
  let y = before + rows.x;
  let z = y + rows.y;
  return vec4f(before, y, z, z + rows.z);
}

fn sums_in(v: vec4f) -> vec4f {
  let y = v.x + v.y;
  let z = y + v.z;
  return vec4f(v.x, y, z, z + v.w);
}
