import type { AgentConfigCheck, CorpConfigCheck } from '../protocol/config-check.ts'

function fields(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function readAgentConfigCheck(body: unknown): AgentConfigCheck {
  const given = fields(body)
  const list = given['jsApiList']
  return {
    corpid: textOf(given['corpid']),
    agentid: textOf(given['agentid']),
    timestamp: textOf(given['timestamp']),
    nonceStr: textOf(given['nonceStr']),
    signature: textOf(given['signature']),
    url: textOf(given['url']),
    jsApiList: Array.isArray(list) ? list.map(textOf) : [],
  }
}

export function readCorpConfigCheck(body: unknown): CorpConfigCheck {
  const given = fields(body)
  return {
    appId: textOf(given['appId']),
    timestamp: textOf(given['timestamp']),
    nonceStr: textOf(given['nonceStr']),
    signature: textOf(given['signature']),
    url: textOf(given['url']),
  }
}
