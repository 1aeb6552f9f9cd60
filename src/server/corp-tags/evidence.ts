/** How a corp tag of this group is told of on a customer. */
export function corpEvidence(groupName: string): string {
  return groupName === '' ? '企业微信标签' : `企业微信标签 · ${groupName}`
}
