/**
 * One short write of a long job, and a rest as long as it took: others find the database free half of the time, and who waits
 * for its lock does not find the same process there again and again.
 */
export async function leavingRoom<T>(write: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  const result = await write()
  await new Promise((resolve) => setTimeout(resolve, performance.now() - startedAt))
  return result
}
