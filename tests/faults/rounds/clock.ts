import { request } from '../load/request.ts'
import type { Store } from '../store/store.ts'
import { both, goesOn, loadFor, type Round } from './round.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

async function sessionStatus(store: Store): Promise<number | undefined> {
  const origin = store.running()[0]?.origin ?? ''
  return (await request(origin, { route: 'getSession', headers: store.member }))?.status
}

/**
 * An hour back in the middle of everything, then a day forward; before that the customers come to their end, as their
 * coupons do not live that long.
 */
export const clockJump: Round = {
  fault: 'clock jump',
  engines: both,
  async hurt(store, load, draw) {
    const wrong: string[] = []
    await loadFor(draw, 300, 500)
    for (const byMs of [-hourMs, hourMs + dayMs]) {
      if (byMs > 0) await load.end()
      await store.moveClock(byMs)
      if (byMs > 0) load.begin()
      await loadFor(draw, 800, 1100)
      if (!(await goesOn(load))) wrong.push(`nothing was acknowledged after a jump of ${byMs} ms`)
      const status = await sessionStatus(store)
      if (status !== 200) wrong.push(`the session says ${status} after a jump of ${byMs} ms`)
    }
    return wrong
  },
}
