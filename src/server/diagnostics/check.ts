import type { Check, CheckId, CheckStatus, Cure } from '../../contract/diagnostics.ts'
import { limitCode, reactionTo, WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import { cureOf } from '../wecom/health-cures.ts'

const titles: Record<CheckId, string> = {
  config: '配置',
  database: '数据库',
  token: '访问令牌',
  ip: '可信 IP',
  clock: '服务器时间',
  tickets: '页面签名票据',
  customerContact: '客户联系权限',
  visibleRange: '可见范围',
  callback: '接收事件',
  trustedDomain: '可信域名',
  recentErrors: '最近的错误',
}

const offline: Cure = {
  title: '连不上企业微信',
  cause: '服务器到企业微信的网络不通，或企业微信暂时没有应答。面板会继续用已存的资料。',
  steps: ['在服务器上确认打得开 https://qyapi.weixin.qq.com', '用了代理时检查 WECOM_API_URL', '稍后重新检查'],
}

export function check(
  id: CheckId,
  status: CheckStatus,
  detail: string,
  { cure = null, errcode = null }: { cure?: Cure | null; errcode?: number | null } = {},
): Check {
  return { id, title: titles[id], status, detail, errcode, cure }
}

function otherCure(errcode: number): Cure {
  return {
    title: '企业微信拒绝了请求',
    cause: `错误码 ${errcode}。`,
    steps: [`在 https://open.work.weixin.qq.com/devtool/query?e=${errcode} 查这个错误码怎么处理`],
  }
}

/** What a failed call to WeCom means to an administrator. In the demo there may be no simulator to ask. */
export function failedCheck(id: CheckId, error: unknown, isDemo: boolean): Check {
  if (error instanceof WecomUnreachable) {
    return check(id, isDemo ? 'unknown' : 'broken', '企业微信没有应答', { cure: offline })
  }
  if (!(error instanceof WecomRefused)) throw error
  const { errcode } = error
  if (errcode === limitCode) return check(id, 'warning', '调用次数达到上限，一分钟后再查', { errcode })
  if (reactionTo(errcode) === 'retry') return check(id, 'warning', '企业微信繁忙，稍后再查', { errcode })
  const cure = cureOf(errcode) ?? otherCure(errcode)
  return check(id, 'broken', `${cure.title}（错误码 ${errcode}）`, { cure, errcode })
}
