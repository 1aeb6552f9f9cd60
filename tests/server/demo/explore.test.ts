import { it } from 'vitest'
import { recompute } from '../../../src/server/models/recompute.ts'
import { createServices } from '../../../src/server/services.ts'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { engines } from '../../support/databases.ts'
import { openSeeded, seededAt } from './seeded.ts'
it('x', async () => {
  const s = await openSeeded(engines[0]!.open)
  await recompute(s.context, { asOf: seededAt })
  const services = createServices(s.context) as any
  console.log(Object.keys(services.panel))
  for (const key of ['hesitant','newcomer','vip','silent','couponHolder'] as const) {
    const fn = services.panel.panelFor ?? services.panel.panel ?? services.panel.read ?? Object.values(services.panel)[0]
    const p = await (services.panel.panelOf.length ? services.panel.panelOf(notablePeople[key].externalUserId, { userId: 'LinXi', role: 'advisor', name: '林溪' }) : null).catch((e: any) => e)
    console.log(key, JSON.stringify(p, (k, v) => (k === 'avatar' || k === 'body' ? undefined : v), 0).slice(0, 9000))
  }
})
