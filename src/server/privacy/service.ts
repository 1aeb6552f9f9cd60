import type { z } from 'zod'
import type { consentSources, Privacy, revealField } from '../../contract/privacy.ts'
import { maskPhone } from '../../domain/privacy/mask-phone.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { readSettings } from '../settings/service.ts'
import { optIn, optOut, type OptOutChange } from './opt-out.ts'
import { insertConsent, latestConsent, noteTextsOf, phonesOf } from './repository.ts'

interface Followed {
  customerId: string
  customer: { optedOutAt: number | null }
  follow: { remark: string }
}

export interface PrivacyNeeds {
  customers: {
    findForAdvisor: (externalUserId: string, userId: string) => Promise<Followed>
    /** The row lock of both engines. */
    lock: (trx: Database, customerId: string) => Promise<void>
  }
  members: { nameOf: (userId: string) => Promise<string> }
}

type Source = (typeof consentSources)[number]
type Reveal = z.output<typeof revealField.body>

const sourceNames: Record<Source, string> = {
  chat: '聊天中告知',
  store: '门店告知',
  form: '书面同意',
  quiz: '测试页同意',
}

export type PrivacyService = ReturnType<typeof createPrivacy>

/** What customers agreed to and refused, and what of theirs is shown in full. */
export function createPrivacy(context: ServerContext, { customers, members }: PrivacyNeeds) {
  const { db, now } = context

  async function show(externalUserId: string, userId: string): Promise<Privacy> {
    const { customerId, customer } = await customers.findForAdvisor(externalUserId, userId)
    const { privacyNotice, privacyNoticeVersion: version, retentionMonths } = await readSettings(context)
    const consent = await latestConsent(db, customerId)
    const phones = await phonesOf(db, customerId)
    return {
      notice: { version, text: privacyNotice },
      consent: consent
        ? {
            version: consent.version,
            at: consent.at,
            source: consent.source as Source,
            sourceName: sourceNames[consent.source as Source],
            by: await members.nameOf(consent.recordedBy),
            isCurrent: consent.version === version,
          }
        : null,
      optedOutAt: customer.optedOutAt,
      phones: phones.map(maskPhone),
      retentionMonths,
    }
  }

  /** A change by a member, under the lock on the customer. */
  async function change(
    externalUserId: string,
    userId: string,
    run: (trx: Database, customerId: string) => Promise<void>,
  ): Promise<Privacy> {
    const { customerId } = await customers.findForAdvisor(externalUserId, userId)
    await db.transaction().execute(async (trx) => {
      await customers.lock(trx, customerId)
      await run(trx, customerId)
    })
    return show(externalUserId, userId)
  }

  return {
    show,

    async consent(externalUserId: string, userId: string, said: { version: string; source: Source }) {
      await customers.findForAdvisor(externalUserId, userId)
      const { privacyNoticeVersion } = await readSettings(context)
      if (said.version !== privacyNoticeVersion) {
        const problem = `the notice in force is ${privacyNoticeVersion}`
        const fields = [{ field: 'body.version', problem }]
        throw new AppError('invalid_input', { message: '告知内容已更新，请重新出示', details: { fields } })
      }
      return change(externalUserId, userId, async (trx, customerId) => {
        if ((await latestConsent(trx, customerId))?.version === said.version) return
        const [consentId, at] = [newId(context, 'cns'), now()]
        await insertConsent(trx, { consentId, customerId, ...said, recordedBy: userId, at })
        const subject = { subjectKind: 'customer', subjectId: customerId, customerId }
        const entry = { at, actor: userId, action: 'customer.consented', ...subject }
        await recordAudit(trx, context, { ...entry, details: said })
      })
    },

    optOutFor: (externalUserId: string, userId: string, reason: string) =>
      change(externalUserId, userId, (trx, customerId) =>
        optOut(trx, context, { customerId, actor: userId, reason }),
      ),
    optInFor: (externalUserId: string, userId: string, reason: string) =>
      change(externalUserId, userId, (trx, customerId) =>
        optIn(trx, context, { customerId, actor: userId, reason }),
      ),
    /** By the customers themselves, who have proved that they are. */
    optOut: (trx: Database, changed: OptOutChange) => optOut(trx, context, changed),
    optIn: (trx: Database, changed: OptOutChange) => optIn(trx, context, changed),

    /** What is masked, in full; the entry that tells of it is written first, or nothing is answered. */
    async reveal(externalUserId: string, userId: string, { field, reason }: Reveal) {
      const { customerId, follow } = await customers.findForAdvisor(externalUserId, userId)
      const values = await db.transaction().execute(async (trx) => {
        const subject = { subjectKind: 'customer', subjectId: customerId, customerId }
        const entry = { at: now(), actor: userId, action: 'customer.revealed', ...subject }
        await recordAudit(trx, context, { ...entry, details: { field, reason } })
        if (field === 'phone') return phonesOf(trx, customerId)
        return field === 'remark' ? [follow.remark] : noteTextsOf(trx, customerId)
      })
      return { field, values }
    },
  }
}
