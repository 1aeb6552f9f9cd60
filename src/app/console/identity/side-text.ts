import type { IdentitySuggestion } from '../../../contract/identity.ts'

/** A customer in a line: name, where they are known from, what they spent. */
export function sideText({ name, isContact, netSpendFen }: IdentitySuggestion['one']): string {
  const who = name === '' ? '未命名' : name
  const spent = (netSpendFen / 100).toLocaleString('zh-CN', { maximumFractionDigits: 2 })
  return `${who}（${isContact ? '企业微信客户' : '只在商城'}，累计${spent}元）`
}
