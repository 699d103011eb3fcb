// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011): four random words from a counter and a key, integers only,
// the same bits as random/philox.ts.

fn high(a: u32, b: u32) -> u32 {
  let a_low = a & 0xffffu;
  let a_high = a >> 16u;
  let b_low = b & 0xffffu;
  let b_high = b >> 16u;
  let low = a_low * b_low;
  let middle = a_high * b_low + (low >> 16u);
  let cross = (middle & 0xffffu) + a_low * b_high;
  return a_high * b_high + (middle >> 16u) + (cross >> 16u);
}

fn philox(counter: vec4u, start: vec2u) -> vec4u {
  var c = counter;
  var key = start;
  for (var round = 0u; round < 10u; round++) {
    let high_a = high(0xd2511f53u, c.x);
    let high_b = high(0xcd9e8d57u, c.z);
    c = vec4u(high_b ^ c.y ^ key.x, 0xcd9e8d57u * c.z, high_a ^ c.w ^ key.y, 0xd2511f53u * c.x);
    key += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
