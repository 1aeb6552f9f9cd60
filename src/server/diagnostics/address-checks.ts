import { isIP } from 'node:net'
import type { Check } from '../../contract/diagnostics.ts'
import type { Config } from '../config.ts'
import { cureOf } from '../wecom/health-cures.ts'
import { check } from './check.ts'
import { isLoopback } from './own-checks.ts'

export const callbackPath = '/wecom/callback'
/** A shop without any change among its customers for so long is worth a look. */
const quietMs = 7 * 86_400_000
const visitTimeoutMs = 3000

/** Opens one of our own public addresses; null when it cannot be reached from here. */
export type Visit = (url: string) => Promise<{ status: number; text: string } | null>

export async function visit(url: string): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(visitTimeoutMs), redirect: 'manual' })
    return { status: response.status, text: await response.text() }
  } catch {
    return null
  }
}

interface CallbackState {
  config: Config
  asOf: number
  lastEventAt: number | null
  visit: Visit
}

export async function checkCallback({ config, asOf, lastEventAt, visit }: CallbackState): Promise<Check> {
  if (config.isDemo) return check('callback', 'ok', '演示模式：事件由模拟的企业微信直接送来')
  if (config.wecom.callback === null) {
    const detail = '没有设置 WECOM_CALLBACK_TOKEN 和 WECOM_CALLBACK_AES_KEY，客户变动要等夜里对账'
    return check('callback', 'warning', detail, { cure: cureOf(43012) })
  }
  const cure = cureOf(40057)
  const seen = await visit(`${config.publicUrl}${callbackPath}`)
  if (seen !== null && (seen.status === 404 || seen.status >= 500)) {
    return check('callback', 'broken', `接收事件的地址应答 ${seen.status}`, { cure })
  }
  const when = (at: number) =>
    new Intl.DateTimeFormat('zh-CN', {
      timeZone: config.timeZone,
      dateStyle: 'medium',
      timeStyle: 'short',
    }).format(at)
  const reach = seen === null ? '；从服务器自己打不开这个地址，没有查公网' : ''
  if (lastEventAt === null) return check('callback', 'warning', `还没有收到过事件${reach}`, { cure })
  const detail = `最近一次事件：${when(lastEventAt)}${reach}`
  if (asOf - lastEventAt > quietMs) return check('callback', 'warning', detail, { cure })
  return check('callback', 'ok', detail)
}

export async function checkTrustedDomain(config: Config, visit: Visit): Promise<Check> {
  if (config.isDemo) return check('trustedDomain', 'ok', '演示模式不需要域名')
  const cure = cureOf(80001)
  const { protocol, hostname, port } = new URL(config.publicUrl)
  if (protocol !== 'https:' || port !== '' || isIP(hostname.replace(/[[\]]/g, '')) !== 0) {
    const status = isLoopback(config.publicUrl) ? 'warning' : 'broken'
    return check('trustedDomain', status, `${config.publicUrl} 不能当可信域名`, { cure, errcode: 80001 })
  }
  if (config.verifyFile === null) {
    return check('trustedDomain', 'unknown', '没有设置 WECOM_VERIFY_FILE，没有查归属验证', { cure })
  }
  const { name, content } = config.verifyFile
  const seen = await visit(`${config.publicUrl}/${name}`)
  if (seen === null) return check('trustedDomain', 'unknown', `从服务器自己打不开 /${name}，没有查公网`)
  if (seen.status === 200 && seen.text.trim() === content.trim()) {
    return check('trustedDomain', 'ok', `${hostname} 上的校验文件打得开`)
  }
  return check('trustedDomain', 'broken', `/${name} 打不开或内容不对`, { cure, errcode: 80001 })
}
