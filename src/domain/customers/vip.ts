/** SEG-06: this many repurchases make a VIP. */
export const vipRepurchases = 3

/** Whether a customer is a VIP: at least 3 repurchases (inclusive), that is purchase days after the first. */
export function isVip(purchaseDays: number): boolean {
  return purchaseDays - 1 >= vipRepurchases
}
