import { request } from '../load/request.ts'
import { goesOn, loadFor, type Round } from './round.ts'

const postgres = ['PostgreSQL'] as const
/** Until then whoever asks has to be told that the database is away. */
const toldWithinMs = 20_000

/** `pg_ctl stop -m immediate` and a start; the server waits it out. */
export const databaseRestart: Round = {
  fault: 'database restart',
  engines: postgres,
  async hurt({ place, running }, load, draw) {
    if (place.engine !== 'PostgreSQL') throw new Error('only a PostgreSQL can be restarted')
    await loadFor(draw, 400, 800)
    await place.cluster.crash()
    const ready = await fetch(`${running()[0]?.origin}/readyz`)
    await ready.text()
    await loadFor(draw, 200, 500)
    await place.cluster.start()
    const wrong = ready.status === 503 ? [] : [`/readyz said ${ready.status} without a database`]
    if (!(await goesOn(load))) wrong.push('nothing was acknowledged after the restart')
    return wrong
  },
}

/** Every connection drops in the middle of what it does, several times. */
export const connectionLoss: Round = {
  fault: 'connection loss',
  engines: postgres,
  async hurt({ place }, load, draw) {
    if (place.engine !== 'PostgreSQL') throw new Error('only a PostgreSQL has connections')
    let dropped = 0
    for (let turn = 0; turn < 4; turn += 1) {
      await loadFor(draw, 150, 350)
      dropped += place.proxy.cut()
    }
    const wrong = dropped > 0 ? [] : ['there was no connection to drop']
    if (!(await goesOn(load))) wrong.push('nothing was acknowledged after the loss')
    return wrong
  },
}

/** Nothing comes back on any connection, and none of them closes: a machine in between is gone. Then new ones work. */
export const silentConnections: Round = {
  fault: 'silent connections',
  engines: postgres,
  async hurt({ place, running, member, person }, load, draw) {
    if (place.engine !== 'PostgreSQL') throw new Error('only a PostgreSQL has connections')
    await loadFor(draw, 200, 400)
    place.proxy.freeze()
    const startedAt = performance.now()
    const origin = running()[0]?.origin ?? ''
    const wrong: string[] = []
    const told = async (what: string, status: Promise<number | undefined>) => {
      const [is, ms] = [await status, performance.now() - startedAt]
      if (is !== 503 || ms > toldWithinMs)
        wrong.push(`${what} said ${is} after ${Math.round(ms)} ms of silence`)
    }
    const panel = request(origin, { route: 'getPanel', params: { externalUserId: person }, headers: member })
    await Promise.all([
      told(
        '/readyz',
        fetch(`${origin}/readyz`).then(({ status }) => status),
      ),
      told(
        'the panel',
        panel.then((answer) => answer?.status),
      ),
    ])
    place.proxy.thaw()
    if (!(await goesOn(load))) wrong.push('nothing was acknowledged after the silence')
    return wrong
  },
}
