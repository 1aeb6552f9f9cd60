/** A stop waits so long for what was begun; the rest is left to the other processes, or to the next start. */
const stopWithinMs = 5000

/** Waits for work to end, and no longer than a stop may take. Its failure is passed on. */
export async function waitToStop(work: Promise<unknown>, withinMs = stopWithinMs): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs)
  })
  await Promise.race([work, enough]).finally(() => clearTimeout(timer))
}
