import type { Check, CheckId } from '../../contract/diagnostics.ts'
import { WecomRefused } from '../wecom/answer.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { Credentials } from '../wecom/credentials.ts'
import type { Health } from '../wecom/health.ts'
import { cureOf } from '../wecom/health-cures.ts'
import { check, failedCheck } from './check.ts'

interface Needs {
  credentials: Credentials
  client: WecomClient
  health: Health
  isDemo: boolean
}

/** So many members are looked up to judge the visible range. */
const sampledMembers = 3
/** No customer of so many could be read, and none since: not one advisor's doing. */
const everybodyCount = 3
const notSeenCodes = new Set([60011, 60111])
const credentialCodes = [40001, 40013, 40091, 41004]
const permissionCodes = [48001, 48002, 48006]

/** What WeCom lets the app do, asked in the order in which one thing needs the other. */
export async function checkWecom({ credentials, client, health, isDemo }: Needs): Promise<Check[]> {
  async function attempt(id: CheckId, run: () => Promise<Check>): Promise<Check> {
    try {
      return await run()
    } catch (error) {
      return failedCheck(id, error, isDemo)
    }
  }
  const skipped = (id: CheckId) => check(id, 'unknown', '前面的问题解决后再查')

  const token = await attempt('token', async () => {
    await credentials.accessToken()
    return check('token', 'ok', '企业微信接受企业 ID 和 Secret')
  })
  if (token.status !== 'ok') {
    return [token, ...(['ip', 'tickets', 'customerContact', 'visibleRange'] as const).map(skipped)]
  }
  const ip = await attempt('ip', async () => {
    await client.get('getcallbackip')
    await health.mended([...credentialCodes, 60020])
    return check('ip', 'ok', '企业微信接受这台服务器的 IP')
  })
  if (ip.status === 'broken') {
    if (ip.errcode === 60020) ip.detail += await callerHint(health)
    return [token, ip, ...(['tickets', 'customerContact', 'visibleRange'] as const).map(skipped)]
  }
  const tickets = await attempt('tickets', async () => {
    await Promise.all([client.agentTicket(), client.corpTicket()])
    return check('tickets', 'ok', '两种票据都拿得到')
  })
  let followUserIds: string[] = []
  const customerContact = await attempt('customerContact', async () => {
    const answer = await client.get('externalcontact/get_follow_user_list')
    await health.mended(permissionCodes, 'externalcontact/')
    followUserIds = Array.isArray(answer['follow_user']) ? answer['follow_user'].map(String) : []
    if (followUserIds.length > 0) {
      return check('customerContact', 'ok', `${followUserIds.length} 位成员可以服务客户`)
    }
    return check('customerContact', 'warning', '没有成员在客户联系的使用范围里', { cure: cureOf(84074) })
  })
  const visibleRange =
    followUserIds.length === 0
      ? skipped('visibleRange')
      : await attempt('visibleRange', () => checkVisibleRange(client, health, followUserIds))
  return [token, ip, tickets, customerContact, visibleRange]
}

async function callerHint(health: Health): Promise<string> {
  const faults = await health.faults(50)
  const callerIp = faults.find((fault) => fault.callerIp !== null)?.callerIp
  return callerIp ? `，企业微信看到的 IP 是 ${callerIp}` : ''
}

async function checkVisibleRange(client: WecomClient, health: Health, userIds: string[]): Promise<Check> {
  const sample = userIds.slice(0, sampledMembers)
  let hidden = 0
  for (const userId of sample) {
    try {
      await client.get('user/get', { userid: userId })
    } catch (error) {
      if (!(error instanceof WecomRefused) || !notSeenCodes.has(error.errcode)) throw error
      hidden += 1
    }
  }
  if (hidden > 0) {
    const status = hidden === sample.length ? 'broken' : 'warning'
    const detail = `抽查 ${sample.length} 位顾问，${hidden} 位不在应用的可见范围里`
    return check('visibleRange', status, detail, { cure: cureOf(60011), errcode: 60011 })
  }
  const faults = await health.faults(50)
  const isForEverybody = faults.some(
    ({ errcode, count, mendedAt }) => errcode === 84061 && count >= everybodyCount && mendedAt === null,
  )
  if (isForEverybody) {
    return check('visibleRange', 'warning', '最近读客户都被拒绝', { cure: cureOf(84061), errcode: 84061 })
  }
  return check('visibleRange', 'ok', `抽查 ${sample.length} 位顾问，都在可见范围里`)
}
