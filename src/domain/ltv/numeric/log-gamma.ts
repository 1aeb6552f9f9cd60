const lanczosG = 607 / 128
const halfLogTwoPi = 0.9189385332046727
const leading = 0.99999999999999709182
const coefficients = [
  57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978,
  0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4,
  0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.2174396181152126432e-3,
  -0.16431810653676389022e-3, 0.84418223983852743293e-4, -0.2619083840158140867e-4,
  0.36899182659531622704e-5,
]

/**
 * Natural logarithm of the gamma function for a positive argument (0 is excluded).
 * Lanczos series with g = 607/128 and 15 terms (P. Godfrey's coefficients), relative error below 1e-14.
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
