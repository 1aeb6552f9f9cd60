const lanczosG = 607 / 128
const halfLogTwoPi = 0.9189385332046727
const leading = 0.9999999999999971
const coefficients = [
  57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
  4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5,
  3.6899182659531625e-6,
]

/**
 * Natural logarithm of the gamma function for a positive argument (0 is excluded).
 * Lanczos series with g = 607/128 and 15 terms, coefficients of P. Godfrey, relative error below 1e-14.
 */
export function logGamma(value: number): number {
  let series = leading
  let denominator = value
  for (const coefficient of coefficients) {
    denominator += 1
    series += coefficient / denominator
  }
  const shifted = value + lanczosG + 0.5
  return (value + 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + Math.log(series / value)
}
