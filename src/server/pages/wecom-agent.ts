/** Whether WeCom's own browser asks, where sign-in is silent. */
export function isWecomAgent(userAgent: string | undefined): boolean {
  return /wxwork\//i.test(userAgent ?? '')
}
