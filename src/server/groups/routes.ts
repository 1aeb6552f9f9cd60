import type { FastifyInstance } from 'fastify'
import {
  getGroupPanel,
  ingestGroupDays,
  recordGroupTouch,
  settleGroupPlan,
  voidGroupTouch,
} from '../../contract/groups.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { type Gate, register } from '../http/register.ts'
import { requireSendable } from '../touches/sendable-text.ts'
import type { Groups } from './service.ts'

export interface GroupRouteNeeds {
  context: Pick<ServerContext, 'db'>
  groups: Groups
  scripts: { words: (db: Database) => Promise<FlaggedWord[]> }
}

export function groupRoutes(app: FastifyInstance, gate: Gate, needs: GroupRouteNeeds): void {
  const { context, groups, scripts } = needs
  register(app, gate, getGroupPanel, ({ params, actor }) => groups.panel(params.chatId, actor.userId))

  register(app, gate, recordGroupTouch, async ({ params, body, actor }) => {
    // No product is known in a group, so no scarcity can be true there.
    if (body.text !== undefined)
      requireSendable(body.text, { extraWords: await scripts.words(context.db), isLiveCount: () => false })
    return groups.record(params.chatId, actor, body)
  })

  register(app, gate, voidGroupTouch, ({ params, actor }) =>
    groups.voidTouch(params.chatId, params.touchId, actor.userId),
  )

  register(app, gate, settleGroupPlan, async ({ params, body, actor }) =>
    groups.settlePlan(params.chatId, actor.userId, body),
  )

  register(app, gate, ingestGroupDays, async ({ body, key }) => {
    await groups.storeDays(body.days, key.keyId)
    return { ok: true as const }
  })
}
