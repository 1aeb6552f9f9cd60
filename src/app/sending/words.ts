import type { Chat, HostProblem } from '../host/bridge.ts'

const problemWords: Record<HostProblem['reason'], string> = {
  'no-bridge': '没有找到企业微信的接口，请在企业微信里打开',
  timeout: '企业微信没有回应',
  permission: '企业微信没有授权本应用使用这个接口',
  context: '当前不在与客户的聊天窗口',
  signature: '页面签名没有通过',
  unsupported: '当前客户端不支持，请升级企业微信',
  content: '企业微信不接受这条消息的内容',
  network: '企业微信的网络不通',
  unknown: '企业微信返回了错误',
}

export function problemText(problem: HostProblem | null): string {
  return problem === null ? '当前不在与客户的聊天窗口' : problemWords[problem.reason]
}

/** The raw words help whoever mends it; a bare time-out says nothing more than the sentence. */
export function problemDetail(problem: HostProblem | null): string {
  if (problem === null || problem.reason === 'timeout' || problem.reason === 'no-bridge')
    return problemText(problem)
  return `${problemText(problem)}（${problem.raw}）`
}

/** Where the conversation is now; a customer's name is known only after their panel came. */
export function whereText(chat: Chat, displayName: string | null): string {
  if (chat.kind === 'group') return '会话已切到群聊'
  return displayName === null ? '会话已切到另一位客户' : `会话已切到「${displayName}」`
}

/** `details.warnings` of a `needs_reason` answer. */
export function warningTexts(details: unknown): string[] {
  const warnings = (details as { warnings?: unknown } | null | undefined)?.warnings
  if (!Array.isArray(warnings)) return []
  return warnings.flatMap((warning: unknown) => {
    if (typeof warning === 'string') return [warning]
    const text = (warning as { text?: unknown } | null)?.text
    return typeof text === 'string' ? [text] : []
  })
}

/** The further reasons in the `details.refusals` of an `offer_refused` answer. */
export function refusalTexts(details: unknown): string[] {
  const refusals = (details as { refusals?: unknown } | null | undefined)?.refusals
  return warningTexts({ warnings: refusals })
}
