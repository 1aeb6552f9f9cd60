import { sql } from 'kysely'
import type { Check, Cure } from '../../contract/diagnostics.ts'
import type { Config } from '../config.ts'
import type { ServerContext } from '../context.ts'
import { hasRoom } from '../db/storage.ts'
import { check } from './check.ts'

const slowMs = 500
/** From here on signatures and sign-in may be refused. */
const skewWarningMs = 60_000
const skewBrokenMs = 5 * 60_000

const https: Cure = {
  title: 'PUBLIC_URL 不是 https',
  cause: '企业微信只打开 https 的页面。',
  steps: ['给服务器配上证书（前面放一个代理即可）', '把 PUBLIC_URL 改成 https 开头的地址', '重启服务'],
}

export function isLoopback(publicUrl: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(publicUrl).hostname)
}

export function checkConfig({ isDemo, publicUrl }: Config): Check {
  if (isDemo) return check('config', 'ok', '演示模式：由模拟的企业微信代替，没有接入真实企业')
  if (publicUrl.startsWith('https:')) return check('config', 'ok', '企业 ID、应用和 Secret 都已设置')
  if (isLoopback(publicUrl)) return check('config', 'warning', 'PUBLIC_URL 只在本机打得开', { cure: https })
  return check('config', 'broken', 'PUBLIC_URL 不是 https', { cure: https })
}

const noRoom: Cure = {
  title: '数据库所在的磁盘没有空间',
  cause: '新的资料写不进去：发券、核销和进数都会失败，已有的资料还能看。',
  steps: ['在服务器上清理或扩大 DATABASE_URL 所在的磁盘', '腾出空间后自动恢复，不必重启', '回到这里重新检查'],
}

export async function checkDatabase({ db }: Pick<ServerContext, 'db'>): Promise<Check> {
  const startedAt = performance.now()
  try {
    await sql`select 1`.execute(db)
  } catch {
    const cure = {
      title: '数据库没有应答',
      cause: '数据库停了、连不上，或 DATABASE_URL 不对。',
      steps: ['确认数据库在运行', '检查 DATABASE_URL 的地址、用户和密码', '重启服务'],
    }
    return check('database', 'broken', '数据库没有应答', { cure })
  }
  const ms = Math.ceil(performance.now() - startedAt)
  if (!(await hasRoom(db))) return check('database', 'broken', '数据库所在的磁盘没有空间', { cure: noRoom })
  return check('database', ms > slowMs ? 'warning' : 'ok', `${ms} 毫秒内应答`)
}

/** `aheadMs`: how far WeCom's clock is ahead of ours; null when it did not say. Bounds are inclusive. */
export function checkClock(aheadMs: number | null): Check {
  if (aheadMs === null) return check('clock', 'unknown', '企业微信的应答里没有时间，没有比对')
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  const detail = `与企业微信相差 ${seconds} 秒`
  if (Math.abs(aheadMs) < skewWarningMs) return check('clock', 'ok', detail)
  const cure = {
    title: '服务器时间不准',
    cause: `服务器比企业微信${aheadMs > 0 ? '慢' : '快'} ${seconds} 秒，签名和登录会被拒绝。`,
    steps: ['在服务器上开启时间同步（NTP）', '回到这里重新检查'],
  }
  return check('clock', Math.abs(aheadMs) < skewBrokenMs ? 'warning' : 'broken', detail, { cure })
}
