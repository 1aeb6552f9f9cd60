interface Placed {
  orderId: string
  customerId: string
  orderedAt: number
}

/** A paid order's row. */
export function storedOrder({ orderId, customerId, orderedAt }: Placed) {
  return {
    orderId,
    customerId,
    advisorUserId: null,
    status: 'paid',
    createdAt: orderedAt,
    paidAt: orderedAt,
    shippedAt: null,
    deliveredAt: null,
    orderedAt,
    orderedDay: Math.floor(orderedAt / 86_400_000),
    itemsJson: '[]',
    paidFen: 100,
    refundedFen: 0,
    shippingFen: 0,
    netFen: 100,
    couponCode: null,
    rowHash: orderId,
  }
}
