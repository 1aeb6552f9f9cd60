import type { z } from 'zod'
import { orderStatusWords } from '../../../contract/import-fields.ts'
import type { mappingSchema } from './mapping.ts'

type GivenMapping = z.input<typeof mappingSchema>

const common = {
  lines: 'item',
  dateFormat: 'excel',
  moneyUnit: 'yuan',
  timeZone: 'Asia/Shanghai',
  values: { status: orderStatusWords },
} as const satisfies Partial<GivenMapping>

/**
 * Order exports as Youzan writes them, by order or by goods ("订单报表", "商品维度"). A buyer is known by the phone: of the
 * account first, of the delivery otherwise.
 */
export const youzanOrders: GivenMapping = {
  ...common,
  columns: {
    orderId: ['订单号', '订单编号', '主订单号'],
    status: ['订单状态', '订单商品状态', '商品状态'],
    createdAt: ['订单创建时间', '下单时间', '创建时间', '买家付款时间', '付款时间'],
    paidAt: ['买家付款时间', '付款时间', '支付时间'],
    shippedAt: ['商品发货时间', '发货时间'],
    deliveredAt: ['交易成功时间', '交易完成时间'],
    shopCustomerId: ['买家ID', '买家id', '会员ID', '客户ID', '有赞用户ID'],
    phone: [
      '买家手机号',
      '买家手机',
      '客户手机号',
      '收货人手机号/提货人手机号',
      '收货人手机号',
      '收货人手机',
      '收货人/提货人手机号',
    ],
    paidFen: ['订单实付金额', '实付金额', '订单金额'],
    refundedFen: ['订单已退款金额', '订单退款金额', '已退款金额'],
    shippingFen: ['运费', '运费金额'],
    couponCode: ['优惠券码', '优惠码'],
    'item.sku': ['规格编码', '商品编码', '商品ID', '商品id', '商品名称'],
    'item.name': ['商品名称', '商品标题'],
    'item.category': ['商品类目', '商品分组', '商品分类'],
    'item.quantity': ['商品数量', '购买数量', '数量'],
    'item.unitPriceFen': ['商品优惠后价格', '商品单价', '单价'],
    'item.paidFen': ['商品实际成交金额', '商品实付金额'],
    'item.refundedFen': ['商品已退款金额', '商品退款金额'],
  },
}

/** Order exports as Weimob writes them, a line for each of the goods. */
export const weimobOrders: GivenMapping = {
  ...common,
  columns: {
    orderId: ['订单编号', '订单号', '主订单编号'],
    status: ['订单状态', '交易状态', '商品状态'],
    createdAt: ['下单时间', '订单创建时间', '创建时间', '支付时间', '付款时间'],
    paidAt: ['支付时间', '付款时间', '订单支付时间'],
    shippedAt: ['发货时间', '商品发货时间'],
    deliveredAt: ['完成时间', '订单完成时间', '交易完成时间', '确认收货时间'],
    shopCustomerId: ['客户ID', '客户id', '会员ID', 'WID', 'wid', '客户编号', '会员编号'],
    phone: [
      '客户手机号',
      '买家手机号',
      '会员手机号',
      '下单人手机号',
      '下单手机号',
      '收货人手机号',
      '收件人手机号',
      '收货人电话',
      '联系电话',
    ],
    paidFen: ['订单实付金额', '实付金额', '实付总额', '支付金额', '订单金额'],
    refundedFen: ['订单退款金额', '订单已退款金额', '退款总额'],
    shippingFen: ['运费', '配送费', '实付运费'],
    couponCode: ['优惠券码', '券码'],
    'item.sku': ['规格编码', 'SKU编码', 'sku编码', '商品编码', '商品ID', '商品id', '商品名称'],
    'item.name': ['商品名称', '商品标题'],
    'item.category': ['商品分类', '商品分组', '商品类目'],
    'item.quantity': ['商品数量', '购买数量', '数量', '商品件数'],
    'item.unitPriceFen': ['商品单价', '销售单价', '单价', '商品价格'],
    'item.paidFen': ['商品实付金额', '商品实付', '商品支付金额', '商品小计'],
    'item.refundedFen': ['商品退款金额', '商品已退款金额', '退款金额'],
  },
}
