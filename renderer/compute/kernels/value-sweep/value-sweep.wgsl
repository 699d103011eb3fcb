// One sweep of value iteration, one thread a state: V(s) = max over actions of Σ p (r + γ V(s')).

struct Setup { states: u32, actions: u32, gamma: f32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> first: array<u32>;
@group(0) @binding(2) var<storage, read> next: array<u32>;
@group(0) @binding(3) var<storage, read> chances: array<f32>;
@group(0) @binding(4) var<storage, read> rewards: array<f32>;
@group(0) @binding(5) var<storage, read> values: array<f32>;
@group(0) @binding(6) var<storage, read_write> result: array<f32>;

// By its bits: a driver may take comparisons to be of ordinary numbers.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let s = id.x + id.y * groups.x * 64u;
  if (s >= setup.states) { return; }
  var most = 0f;
  var found = false;
  for (var a = s * setup.actions; a < (s + 1u) * setup.actions; a++) {
    let end = first[a + 1u];
    if (first[a] == end) { continue; }
    var worth = 0f;
    for (var o = first[a]; o < end; o++) { worth += chances[o] * (rewards[o] + setup.gamma * values[next[o]]); }
    if (!found) {
      most = worth;
    } else if (!is_nan(most)) {
      most = select(max(most, worth), worth, is_nan(worth));
    }
    found = true;
  }
  result[s] = most;
}
