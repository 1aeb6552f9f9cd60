/** Groups in WeCom of tags that stand on no list: of a channel's code, of a customer's own answers. */
export const channelGroup = '来源渠道'
export const answerGroup = '客户自述'

/** Whether a tag is in this group only for want of another: one of its name elsewhere serves as well. */
export function isMakeshiftGroup(groupName: string): boolean {
  return groupName === channelGroup || groupName === answerGroup
}
