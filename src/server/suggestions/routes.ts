import type { FastifyInstance } from 'fastify'
import {
  dismissSuggestion,
  listIgnored,
  restoreSuggestion,
  snoozeSuggestion,
} from '../../contract/suggestions.ts'
import { type Gate, register } from '../http/register.ts'
import type { Suggestions } from './service.ts'

export function suggestionRoutes(app: FastifyInstance, gate: Gate, suggestions: Suggestions): void {
  register(app, gate, listIgnored, async ({ params, actor }) => ({
    ignored: await suggestions.list(params.externalUserId, actor.userId),
  }))
  register(app, gate, dismissSuggestion, async ({ params: { externalUserId, ruleId }, body, actor }) => ({
    ignored: await suggestions.dismiss(externalUserId, actor.userId, ruleId, body),
  }))
  register(app, gate, snoozeSuggestion, async ({ params: { externalUserId, ruleId }, body, actor }) => ({
    ignored: await suggestions.snooze(externalUserId, actor.userId, ruleId, body.until),
  }))
  register(app, gate, restoreSuggestion, async ({ params: { externalUserId, ruleId }, actor }) => ({
    ignored: await suggestions.restore(externalUserId, actor.userId, ruleId),
  }))
}
