// Elementary functions in float32 for typed expressions. WGSL leaves sin and cos an absolute error of 2^-11 and
// atan and tanh 4,096 ulp; these stay within a few ulp on every driver. Polynomials: S. Moshier, Cephes, single precision.
// A value outside a function's domain is NaN, as in float64, where WGSL leaves it open.

var<private> nan_bits: u32 = 0x7fc00000u; // a variable, because a constant NaN is a compile error

fn not_a_number() -> f32 { return bitcast<f32>(nan_bits); }

fn sine_near_0(r: f32) -> f32 {
  let z = r * r;
  return r + r * z * (-1.6666654611e-1f + z * (8.3321608736e-3f + z * -1.9515295891e-4f));
}

fn cosine_near_0(r: f32) -> f32 {
  let z = r * r;
  return 1.0f - 0.5f * z + z * z * (4.166664568298827e-2f + z * (-1.388731625493765e-3f + z * 2.443315711809948e-5f));
}

// sin(x + quarters * pi/2): the nearest multiple of pi/2 is taken off in three parts (Cody and Waite).
fn sine_shifted(x: f32, quarters: i32) -> f32 {
  let k = round(x * 0.63661977f);
  let r = ((x - k * 1.5703125f) - k * 4.837512969970703e-4f) - k * 7.549789948768648e-8f;
  let quadrant = (i32(k) + quarters) & 3;
  let size = select(sine_near_0(r), cosine_near_0(r), (quadrant & 1) == 1);
  return select(size, -size, quadrant > 1);
}

fn sine(x: f32) -> f32 { return sine_shifted(x, 0); }

fn cosine(x: f32) -> f32 { return sine_shifted(x, 1); }

fn arctangent(x: f32) -> f32 {
  let a = abs(x);
  var base = 0.0f;
  var r = a;
  if (a > 2.41421356f) {
    base = 1.57079633f;
    r = -1.0f / a;
  } else if (a > 0.41421356f) {
    base = 0.78539816f;
    r = (a - 1.0f) / (a + 1.0f);
  }
  let z = r * r;
  let y = base + r + r * z * (((8.05374449538e-2f * z - 1.38776856032e-1f) * z + 1.99777106478e-1f) * z - 3.33329491539e-1f);
  return select(y, -y, x < 0.0f);
}

fn arcsine(x: f32) -> f32 {
  let a = abs(x);
  let outer = a > 0.5f;
  let z = select(a * a, 0.5f * (1.0f - a), outer);
  let r = select(a, sqrt(max(z, 0.0f)), outer);
  let series = ((((4.2163199048e-2f * z + 2.4181311049e-2f) * z + 4.5470025998e-2f) * z + 7.4953002686e-2f) * z + 1.6666752422e-1f) * z * r + r;
  let y = select(series, 1.57079633f - 2.0f * series, outer);
  return select(select(y, -y, x < 0.0f), not_a_number(), a > 1.0f);
}

fn hyperbolic_sine(x: f32) -> f32 {
  let z = x * x;
  let near = x + x * z * (1.6666667e-1f + z * (8.3333333e-3f + z * 1.9841270e-4f));
  return select(0.5f * (exp(x) - exp(-x)), near, abs(x) < 1.0f);
}

fn hyperbolic_tangent(x: f32) -> f32 {
  let a = abs(x);
  let z = x * x;
  let near = ((((-5.70498872745e-3f * z + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z - 3.33332819422e-1f) * z * x + x;
  let far = 1.0f - 2.0f / (exp(2.0f * min(a, 15.0f)) + 1.0f);
  return select(select(far, -far, x < 0.0f), near, a < 0.625f);
}

fn logarithm(x: f32) -> f32 { return select(not_a_number(), log(x), x > 0.0f); }

fn root(x: f32) -> f32 { return select(not_a_number(), sqrt(x), x >= 0.0f); }

// a^b over the reals: a negative base takes whole exponents only.
fn power(a: f32, b: f32) -> f32 {
  if (b == 0.0f) { return 1.0f; }
  if (a == 0.0f) { return select(0.0f, 1.0f / a, b < 0.0f); }
  let size = exp2(b * log2(abs(a)));
  if (a > 0.0f) { return size; }
  if (floor(b) != b) { return not_a_number(); }
  return select(size, -size, abs(b - 2.0f * floor(0.5f * b)) == 1.0f);
}
