import { AppError } from '../http/app-error.ts'
import { WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import { cureOf } from '../wecom/health-cures.ts'
import { isBadCode } from '../wecom/identity.ts'

/** The member is known to WeCom but disabled, not activated or gone; thrown with the people who can change that. */
export class MemberInactive extends Error {}

export interface Refusal {
  status: number
  title: string
  lines: readonly string[]
}

/** Every way in which a sign-in ends on a page of its own. */
export const refusals = {
  unfinished: {
    status: 400,
    title: '登录没有完成',
    lines: ['这次登录请求已失效或已用过，请重新登录。'],
  },
  outsider: {
    status: 403,
    title: '仅限企业成员使用',
    lines: [
      '企业微信说您不是这家企业的成员。请换成企业里的成员账号，从企业微信打开侧边栏。',
      '还没有账号，请联系把链接给您的同事，或这家企业的企业微信管理员。',
    ],
  },
  inactive: {
    status: 403,
    title: '您的账号现在不能使用',
    lines: ['企业微信里您的账号还没有激活，或已经停用。'],
  },
  silent: { status: 503, title: '暂时连不上企业微信', lines: ['请稍后重试。'] },
  refused: { status: 502, title: '企业微信拒绝了登录', lines: [] },
} as const satisfies Record<string, Refusal>

function askAdmins(names: readonly string[]): string {
  return names.length > 0 ? `请联系管理员：${names.join('、')}。` : '请联系安装知客的人，或企业微信的管理员。'
}

/** What a failed sign-in says; null for an error that is none of the person's business. */
export function refusalFor(error: unknown, adminNames: readonly string[]): Refusal | null {
  if (error instanceof MemberInactive) {
    const { lines, ...inactive } = refusals.inactive
    return { ...inactive, lines: [...lines, askAdmins(adminNames)] }
  }
  if (error instanceof WecomUnreachable) return refusals.silent
  if ((error instanceof AppError && error.code === 'invalid_state') || isBadCode(error))
    return refusals.unfinished
  if (error instanceof AppError && error.code === 'not_a_member') return refusals.outsider
  if (!(error instanceof WecomRefused)) return null
  const { errcode } = error
  const cause = cureOf(errcode)?.title
  const what = cause === undefined ? `错误码 ${errcode}。` : `错误码 ${errcode}：${cause}。`
  const how = '管理员在服务器上运行 npx zhike doctor，会看到在哪里怎么改。'
  return { ...refusals.refused, lines: [what, askAdmins(adminNames), how] }
}
