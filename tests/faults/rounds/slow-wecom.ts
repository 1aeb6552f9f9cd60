import { request } from '../load/request.ts'
import { both, goesOn, loadFor, type Round } from './round.ts'

const panelMs = 8000

/** WeCom answers late, then hangs up on everybody; the panel and the coupons do not wait for it. */
export const slowWecom: Round = {
  fault: 'slow WeCom',
  engines: both,
  async hurt(store, load, draw) {
    const { wecom, running } = store
    const origin = running()[0]?.origin ?? ''
    const wrong: string[] = []
    for (const fault of [{ latencyMs: 3000 }, { isHangUp: true }]) {
      wecom.faults.add({ path: '*', ...fault })
      await loadFor(draw, 300, 500)
      const startedAt = performance.now()
      const params = { externalUserId: store.person }
      const panel = await request(origin, { route: 'getPanel', params, headers: store.member })
      const ms = performance.now() - startedAt
      if (panel?.status !== 200 || ms > panelMs)
        wrong.push(`panel: ${panel?.status} after ${Math.round(ms)} ms with ${JSON.stringify(fault)}`)
      wecom.faults.clear()
    }
    if (!(await goesOn(load))) wrong.push('nothing was acknowledged')
    await load.end()
    if (load.lost() > 0) wrong.push(`${load.lost()} requests of the load failed`)
    return wrong
  },
}
