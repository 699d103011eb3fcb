// Systems on three diagonals by parallel cyclic reduction (Hockney 1965; Zhang, Cohen and Owens 2010): one pass takes
// every equation's neighbours at a distance out of it and doubles the distance. After log2(cells) passes each stands alone.
// An equation is (lower, middle, upper, right side).

struct Setup { numbers: u32, cells: u32, distance: u32 }

@group(0) @binding(0) var<storage, read> setup: Setup;
@group(0) @binding(1) var<storage, read> before: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> after: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.x + id.y * groups.x * 64u;
  if (i >= setup.numbers) { return; }
  let cell = i % setup.cells;
  let own = before[i];
  var result = vec4f(0f, own.y, 0f, own.w);
  if (cell >= setup.distance) {
    let neighbour = before[i - setup.distance];
    let factor = own.x / neighbour.y;
    result -= factor * vec4f(neighbour.x, neighbour.z, 0f, neighbour.w);
  }
  if (cell + setup.distance < setup.cells) {
    let neighbour = before[i + setup.distance];
    let factor = own.z / neighbour.y;
    result -= factor * vec4f(0f, neighbour.x, neighbour.z, neighbour.w);
  }
  after[i] = result;
}
