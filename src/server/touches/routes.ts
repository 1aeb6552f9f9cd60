import type { FastifyInstance } from 'fastify'
import { listTouches, markAsking, recordTouch } from '../../contract/touches.ts'
import type { ContentType } from '../../domain/cadence/content-type.ts'
import { hourMs } from '../../domain/calendar.ts'
import { maskPhones } from '../../domain/privacy/mask-phone.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { type Gate, register } from '../http/register.ts'
import type { ScriptLibrary } from '../scripts/library.ts'
import { requireSendable, type TextRules } from './sendable-text.ts'
import type { Touches, TouchWithBubbles } from './service.ts'

/** "她在问" lasts this long. */
const askingMs = hourMs
const listed = 100

export interface TouchRouteNeeds {
  context: ServerContext
  touches: Touches
  library: Pick<ScriptLibrary, 'find'>
  scripts: { rulesFor: (db: Database, customerId: string, text: string) => Promise<TextRules> }
  customers: {
    findForAdvisor: (
      externalUserId: string,
      userId: string,
    ) => Promise<{
      customerId: string
      customer: { askingUntil: number | null; askingAbout: string | null }
    }>
    markAsking: (
      customerId: string,
      until: number | null,
      about: string | null,
      writer: Database,
    ) => Promise<void>
  }
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
}

function shown(touch: TouchWithBubbles, names: ReadonlyMap<string, string>, viewer: string) {
  return {
    touchId: touch.touchId,
    at: touch.startedAt,
    by: names.get(touch.userId) ?? touch.userId,
    isMine: touch.userId === viewer,
    contentType: touch.contentType,
    bubbles: touch.bubbles,
    text: maskPhones(touch.parts.map(({ text }) => text).join('\n')),
    couponId: touch.couponId,
  }
}

export function touchRoutes(app: FastifyInstance, gate: Gate, needs: TouchRouteNeeds): void {
  const { context, touches, customers } = needs
  const { db, now } = context

  async function contentTypeOf(scriptId: string | undefined): Promise<ContentType> {
    if (scriptId === undefined) return 'other'
    const script = await needs.library.find(db, scriptId)
    if (script) return script.contentType
    const problem = 'no such script'
    throw new AppError('invalid_input', {
      message: `body.scriptId: ${problem}`,
      details: { fields: [{ field: 'body.scriptId', problem }] },
    })
  }

  register(app, gate, recordTouch, async ({ params, body, actor, settle }) => {
    const { userId } = actor
    const { customerId } = await customers.findForAdvisor(params.externalUserId, userId)
    requireSendable(body.text, await needs.scripts.rulesFor(db, customerId, body.text))
    const scriptType = await contentTypeOf(body.scriptId)
    return db.transaction().execute(async (trx) => {
      const asOf = now()
      const contentType = body.contentType ?? scriptType
      const record = await touches.recordBubble(trx, { ...body, contentType, customerId, userId, asOf })
      await recordAudit(trx, context, {
        at: asOf,
        actor: userId,
        action: 'touch.recorded',
        subjectKind: 'touch',
        subjectId: record.touchId,
        customerId,
        details: { contentType, via: body.via, scriptId: body.scriptId, isEdited: body.isEdited },
      })
      const touch = shown(record, new Map([[userId, actor.name]]), userId)
      return settle(trx, { touch, cadence: await touches.meter(trx, { customerId, userId, asOf }) })
    })
  })

  register(app, gate, listTouches, async ({ params, actor }) => {
    const { userId } = actor
    const { customerId } = await customers.findForAdvisor(params.externalUserId, userId)
    const asOf = now()
    const records = await touches.history(db, customerId, asOf + 1, listed)
    const names = await needs.members.namesOf([...new Set(records.map((record) => record.userId))])
    return {
      touches: records.map((record) => shown(record, names, userId)),
      cadence: await touches.meter(db, { customerId, userId, asOf }),
    }
  })

  register(app, gate, markAsking, async ({ params, body, actor }) => {
    const { userId } = actor
    const { customerId, customer } = await customers.findForAdvisor(params.externalUserId, userId)
    const asOf = now()
    const isStillAsking = customer.askingUntil !== null && customer.askingUntil > asOf
    const isPriceOpen = isStillAsking && customer.askingAbout === 'price'
    const about = isPriceOpen ? 'price' : body.about
    await db.transaction().execute(async (trx) => {
      if (body.isAsking) {
        await touches.recordReply(trx, customerId, userId, asOf)
        await customers.markAsking(customerId, asOf + askingMs, about, trx)
      } else await customers.markAsking(customerId, null, null, trx)
      const action = body.isAsking ? 'asking.marked' : 'asking.cleared'
      const subject = { subjectKind: 'customer', subjectId: customerId, customerId }
      const details = body.isAsking ? { about } : {}
      await recordAudit(trx, context, { at: asOf, actor: userId, action, ...subject, details })
    })
    return { cadence: await touches.meter(db, { customerId, userId, asOf }) }
  })
}
