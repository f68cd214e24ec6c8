// Tails and quantiles of the distributions that tests and intervals need.

/**
 * The chance that a standard normal variable is above `z`: the Chebyshev fit of erfc in Press et al., Numerical Recipes,
 * section 6.2, relative error below 1.2e-7 everywhere.
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const exponent = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
    1.00002368, -1.26551223,
  ].reduce((value, coefficient) => value * t + coefficient, 0);
  const tail = (t * Math.exp(exponent - x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/** The chance that a chi-square variable with one degree of freedom is above `x`. */
export function chiSquareTail(x: number): number {
  return 2 * normalTail(Math.sqrt(x));
}

/** Chances of 0 to `trials` heads in as many fair tosses, `[trials + 1]`. */
export function fairTosses(trials: number): Float64Array {
  const chances = new Float64Array(trials + 1);
  // In logarithms, so that 0.5^2000 is not 0.
  let log = -trials * Math.LN2;
  for (let heads = 0; heads <= trials; heads++) {
    chances[heads] = Math.exp(log);
    log += Math.log((trials - heads) / (heads + 1));
  }
  return chances;
}

/**
 * The two-sided 95% point of Student's t: exact for one and two degrees of freedom, else by G. W. Hill's expansion
 * (Algorithm 396, CACM 13, 1970), six digits or more.
 */
export function studentPoint95(freedom: number): number {
  if (!(freedom >= 1)) throw new Error(`No t distribution with ${freedom} degrees of freedom`);
  const alpha = 0.05;
  if (freedom < 2) return 1 / Math.tan((alpha * Math.PI) / 2);
  if (freedom < 3) return Math.sqrt(2 / (alpha * (2 - alpha)) - 2);
  const a = 1 / (freedom - 0.5);
  const b = (48 / a) * (1 / a);
  let c = ((20700 * a) / b - 98) * a - 16;
  c = c * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * freedom;
  let y = (d * alpha) ** (2 / freedom);
  if (y > 0.05 + a) {
    const x = -1.959963984540054;
    y = x * x;
    if (freedom < 5) c += 0.3 * (freedom - 4.5) * (x + 0.6);
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = Math.expm1(a * y * y);
  } else {
    const inner = 1 / (((freedom + 6) / (freedom * y) - 0.089 * d - 0.822) * (freedom + 2) * 3);
    y = ((inner + 0.5 / (freedom + 4)) * y - 1) * ((freedom + 1) / (freedom + 2)) + 1 / y;
  }
  return Math.sqrt(freedom * y);
}
