import { setTimeout as pause } from 'node:timers/promises'
import { both, goesOn, loadFor, type Round } from './round.ts'

const kills = 2

/** kill -9 of the process group at random points; each time the next process takes over. */
export const kill: Round = {
  fault: 'kill -9',
  engines: both,
  async hurt(store, load, draw) {
    for (let turn = 0; turn < kills; turn += 1) {
      await loadFor(draw, 300, 1000)
      await store.running()[0]?.kill()
      await store.start()
    }
    return (await goesOn(load)) ? [] : ['the next one acknowledged nothing']
  },
}

const deathMs = 20_000

/** kill -9 in the one moment when a coupon is there to stay and nobody was told; the tap again gets its link. */
export const killBeforeTold: Round = {
  fault: 'kill -9 between commit and answer',
  engines: both,
  async hurt(store, load, draw) {
    await loadFor(draw, 200, 400)
    const server = store.running()[0]
    await server?.tell({ diesAtIssue: true })
    const giveUpAt = performance.now() + deathMs
    while (server?.isRunning() && performance.now() < giveUpAt) await pause(20)
    if (server?.isRunning()) return ['no coupon was issued']
    await store.start()
    return (await goesOn(load)) ? [] : ['the next one acknowledged nothing']
  },
}

/** Two processes serve one database; one of them is killed, the other goes on. */
export const killOneOfTwo: Round = {
  fault: 'two processes, one killed',
  engines: both,
  async hurt(store, load, draw) {
    const second = await store.start()
    await loadFor(draw, 600, 1200)
    await second.kill()
    const isServed = await goesOn(load)
    await loadFor(draw, 400, 600)
    return isServed ? [] : ['the other one did not go on']
  },
}
