/** The member whose WeCom client the window shows; OAuth signs this member in. */
export const memberCookie = 'sim_member'
/** The customer whose phone the window shows; OAuth for coupon pages answers as this customer. */
export const customerCookie = 'sim_customer'
