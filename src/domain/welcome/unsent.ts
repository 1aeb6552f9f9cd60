/** What became of a welcome that is not known to have gone out. */
export type UnsentOutcome =
  'sending' | 'no-code' | 'late' | 'used' | 'consent' | 'refused' | 'unreachable' | 'unknown' | 'opted-out'

const reasons: Record<UnsentOutcome, string> = {
  sending: '发送时中断，可能已发出',
  'no-code': '企业微信没有给欢迎码：设过成员欢迎语，或已经聊起来了',
  late: '超过了20秒',
  used: '已有欢迎语发出，或已经聊起来了',
  consent: '客户还没同意会话存档',
  refused: '企业微信拒绝了',
  unreachable: '连不上企业微信',
  unknown: '没有收到企业微信的回答，可能已发出',
  'opted-out': '客户已拒绝个性化优惠',
}

/**
 * Why a customer got no welcome, for the advisor, so that they greet by hand; null for an outcome that needs no word: it
 * went out, none is set, or the other half of the same add has had it. `errcode` is the platform's, where it refused.
 */
export function unsentReason(outcome: string, errcode: number | null): string | null {
  if (!(outcome in reasons)) return null
  const reason = reasons[outcome as UnsentOutcome]
  return outcome === 'refused' && errcode !== null ? `${reason}（错误码 ${errcode}）` : reason
}
