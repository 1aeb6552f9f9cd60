import type { ServerContext } from '../context.ts'
import type { Schema } from '../db/schema.ts'
import { offerRows } from '../starter/offers/offer-rows.ts'
import { quizRows } from '../starter/quizzes/quiz-rows.ts'
import { scriptRows } from '../starter/scripts/script-rows.ts'
import { demoClock } from './clock.ts'
import type { WorldLike } from './customers.ts'
import { peopleRows } from './demo-rows.ts'
import { groupRows } from './groups/group-rows.ts'
import { testimonialRows } from './relation/testimonial-rows.ts'
import { demoOffers } from './store/offers.ts'
import { demoScripts } from './store/scripts.ts'
import { departmentRows, memberRows, productRows, settingRows } from './store/store-rows.ts'
import { demoBudgets } from './store/terms.ts'
import { writeRows } from './write-rows.ts'

/**
 * Fills an empty, migrated database with the demo store: people of `world`, 14 months of orders, browsing, coupons and
 * touches up to now, products, offers and scripts. Equal clocks and worlds make equal rows. Models are fitted by others.
 */
export async function seedDemo(
  context: Pick<ServerContext, 'db' | 'now' | 'config'>,
  world: WorldLike,
): Promise<void> {
  const now = context.now()
  const clock = demoClock(now, context.config.timeZone)
  const people = peopleRows(world, clock)
  const { offers, versions } = offerRows(demoOffers, 'published', now)
  const { quizzes, versions: quizVersions } = quizRows('published', now)
  const advisors = world.members.filter(({ status }) => status === 1).map(({ userId }) => userId)
  await context.db.transaction().execute(async (trx) => {
    await writeRows(trx, 'setting', settingRows(now))
    await writeRows(trx, 'member', memberRows(world.members, now))
    await writeRows(trx, 'memberDepartment', departmentRows(world.members))
    await writeRows(trx, 'product', productRows(now))
    await writeRows(trx, 'offer', offers)
    await writeRows(trx, 'offerVersion', versions)
    await writeRows(trx, 'script', scriptRows(demoScripts, 'published', now))
    await writeRows(trx, 'quiz', quizzes)
    await writeRows(trx, 'quizVersion', quizVersions)
    await writeRows(trx, 'budget', demoBudgets(advisors))
    const names = new Map(people.customer.map(({ customerId, name }) => [customerId, name]))
    await writeRows(trx, 'testimonial', testimonialRows(people.purchaseOrder, names, now))
    for (const [table, rows] of Object.entries({ ...people, ...groupRows(world, clock) })) {
      await writeRows(trx, table as keyof Schema, rows)
    }
  })
}
