const poolBytes = 4096

/** Random bytes cut from a larger draw, no byte given twice: thousands of small ones cost as much as a few. */
export function pooledRandom(randomBytes: (count: number) => Uint8Array): (count: number) => Uint8Array {
  let pool: Uint8Array = new Uint8Array()
  return (count) => {
    if (count > pool.length) pool = randomBytes(Math.max(count, poolBytes))
    const taken = pool.slice(0, count)
    pool = pool.subarray(count)
    return taken
  }
}
