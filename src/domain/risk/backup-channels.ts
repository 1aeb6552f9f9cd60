/** RISK-04: the carriers beside WeCom, the first to try first: the shop's app costs nothing a message, an SMS does. */
export const backupChannels = [
  { channel: 'app', name: '应用', needs: '装了商城应用并允许通知的客户' },
  { channel: 'sms', name: '短信', needs: '留了手机号并同意接收短信的客户' },
] as const

export type BackupChannel = (typeof backupChannels)[number]['channel']

export interface BackupCarrier {
  ruleId: 'RISK-04'
  channel: BackupChannel
  name: string
  /** Whom it can reach. */
  needs: string
  people: number
}

/**
 * RISK-04: what can carry the messages once a rule of the platform changes: the channels that reach anybody, in order;
 * none while the rules stand. A list for staff to act on: nothing switches by itself.
 */
export function backupCarriers(
  isPlatformRuleChanged: boolean,
  reachablePeople: Readonly<Record<BackupChannel, number>>,
): BackupCarrier[] {
  if (!isPlatformRuleChanged) return []
  return backupChannels
    .map((carrier) => ({ ruleId: 'RISK-04' as const, ...carrier, people: reachablePeople[carrier.channel] }))
    .filter(({ people }) => people > 0)
}
