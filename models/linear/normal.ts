// The standard normal distribution's quantiles.

/**
 * The value that a standard normal variable is below with this probability: Acklam's rational approximation, relative
 * error below 1.2e-9.
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new Error(`No quantile at ${probability}`);
  const tail = Math.min(probability, 1 - probability);
  if (tail >= 0.02425) {
    const q = probability - 0.5;
    const r = q * q;
    const numerator = evaluate(
      [
        -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2,
        -3.066479806614716e1, 2.506628277459239,
      ],
      r,
    );
    const denominator = evaluate(
      [
        -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
        -1.328068155288572e1, 1,
      ],
      r,
    );
    return (q * numerator) / denominator;
  }
  const q = Math.sqrt(-2 * Math.log(tail));
  const numerator = evaluate(
    [
      -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
      2.938163982698783,
    ],
    q,
  );
  const denominator = evaluate(
    [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1],
    q,
  );
  return probability < 0.5 ? numerator / denominator : -numerator / denominator;
}

/** A polynomial, the highest power first. */
const evaluate = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((value, coefficient) => value * x + coefficient, 0);
