// How many values lie in each bin: a workgroup counts in its own memory and adds to the common counts at the end.
// The last count is of values in no bin.

struct Setup { length: u32, bins: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> edges: array<f32>;
@group(0) @binding(3) var<storage, read_write> counts: array<atomic<u32>>;

const threads = 256u;
const most = 1024u; // bins that a workgroup counts by itself; more go straight to the common counts
var<workgroup> own: array<atomic<u32>, most + 1u>;

// By its bits: a driver may take comparisons to be of ordinary numbers.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn bin_of(value: f32) -> u32 {
  let bins = setup.bins;
  if (is_nan(value)) { return bins; }
  if (value < edges[0] || value > edges[bins]) { return bins; }
  var low = 0u;
  var high = bins;
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (value < edges[middle]) { high = middle; } else { low = middle; }
  }
  return low;
}

@compute @workgroup_size(threads)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let few = setup.bins <= most;
  if (few) { for (var b = thread; b <= setup.bins; b += threads) { atomicStore(&own[b], 0u); } }
  workgroupBarrier();
  for (var i = group.x * threads + thread; i < setup.length; i += groups.x * threads) {
    let bin = bin_of(values[i]);
    if (few) { atomicAdd(&own[bin], 1u); } else { atomicAdd(&counts[bin], 1u); }
  }
  workgroupBarrier();
  if (few) {
    for (var b = thread; b <= setup.bins; b += threads) {
      let count = atomicLoad(&own[b]);
      if (count > 0u) { atomicAdd(&counts[b], count); }
    }
  }
}
