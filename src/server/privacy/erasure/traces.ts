import type { Database } from '../../db/connect.ts'
import type { Person } from './person.ts'

const pageSize = 200

/** Remembered answers of the last 24 hours that name the person or anything of theirs. */
async function forgetAnswers(trx: Database, names: readonly string[]): Promise<void> {
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
    for (const { scope, key, responseJson } of rows)
      if (responseJson !== null && names.some((name) => responseJson.includes(name)))
        await trx.deleteFrom('idempotency').where('scope', '=', scope).where('key', '=', key).execute()
    const last = rows[rows.length - 1]
    if (!last) return
    after = last
  }
}

/** What other tables keep of the person beside their own rows. */
export async function forgetTraces(
  trx: Database,
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
  for (const externalUserId of externalUserIds) {
    await trx
      .deleteFrom('wecomEvent')
      .where('payloadJson', 'like', `%${externalUserId}%`)
      .where('status', '<>', 'pending')
      .execute()
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
  await forgetAnswers(trx, [...names, ...couponIds, ...quizLinkIds])
}
