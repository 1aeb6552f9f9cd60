import { sql } from 'kysely'
import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { createAnswerSeal } from '../../http/answer-seal.ts'
import type { Person } from './person.ts'

const pageSize = 200

/** Events of WeCom that name this customer. */
export function eventsNaming(db: Database, externalUserId: string) {
  return db
    .selectFrom('wecomEvent')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('subject', '=', externalUserId),
        eb(sql`replace(payload_json, ${externalUserId}, '')`, '<>', eb.ref('payloadJson')),
      ]),
    )
    .execute()
}

/** Remembered answers of the last 24 hours that name the person or anything of theirs. */
async function forgetAnswers(trx: Database, context: ServerContext, names: readonly string[]): Promise<void> {
  const { open } = createAnswerSeal(context)

  let after = { scope: '', key: '' }
  for (;;) {
    const rows = await trx
      .selectFrom('idempotency')
      .select(['scope', 'key', 'responseJson'])
      .where((eb) =>
        eb.or([
          eb('scope', '>', after.scope),
          eb.and([eb('scope', '=', after.scope), eb('key', '>', after.key)]),
        ]),
      )
      .orderBy('scope')
      .orderBy('key')
      .limit(pageSize)
      .execute()
    for (const { scope, key, responseJson } of rows) {
      const answer = responseJson === null ? null : open(responseJson)
      if (answer !== null && names.some((name) => answer.includes(name)))
        await trx.deleteFrom('idempotency').where('scope', '=', scope).where('key', '=', key).execute()
    }
    const last = rows[rows.length - 1]
    if (!last) return
    after = last
  }
}

/** Events of a customer go, waiting ones too; one of a group that still waits goes on without the name. */
async function forgetEvents(trx: Database, externalUserId: string, pseudonym: string): Promise<void> {
  for (const { eventId, subject, status, payloadJson } of await eventsNaming(trx, externalUserId)) {
    const isGroups = status === 'pending' && subject !== externalUserId
    await (isGroups
      ? trx
          .updateTable('wecomEvent')
          .set({ payloadJson: payloadJson.replaceAll(externalUserId, pseudonym) })
          .where('eventId', '=', eventId)
          .execute()
      : trx.deleteFrom('wecomEvent').where('eventId', '=', eventId).execute())
  }
}

/** What other tables keep of the person beside their own rows. */
export async function forgetTraces(
  trx: Database,
  context: ServerContext,
  { customerIds, externalUserIds, orderIds, quizLinkIds, couponIds, names }: Person,
  pseudonym: string,
): Promise<void> {
  await trx
    .deleteFrom('identityMerge')
    .where((eb) =>
      eb.or([eb('keptCustomerId', 'in', customerIds), eb('mergedCustomerId', 'in', customerIds)]),
    )
    .execute()
  if (quizLinkIds.length > 0)
    await trx.deleteFrom('quizAnswer').where('quizLinkId', 'in', quizLinkIds).execute()
  if (orderIds.length > 0) await trx.deleteFrom('testimonial').where('orderId', 'in', orderIds).execute()
  if (couponIds.length > 0) await trx.deleteFrom('claimVisit').where('couponId', 'in', couponIds).execute()
  if (names.length > 0) await trx.deleteFrom('staffIdentity').where('value', 'in', names).execute()
  for (const externalUserId of externalUserIds) {
    await forgetEvents(trx, externalUserId, pseudonym)
    await trx
      .updateTable('groupMember')
      .set({ memberId: pseudonym })
      .where('memberId', '=', externalUserId)
      .execute()
    await trx
      .updateTable('groupMember')
      .set({ invitor: pseudonym })
      .where('invitor', '=', externalUserId)
      .execute()
  }
  await forgetAnswers(trx, context, [...names, ...couponIds, ...quizLinkIds])
}
