/** Where a variable's value comes from. */
export type VariableSource =
  'remark' | 'advisor' | 'store' | 'interest' | 'product' | 'coupon' | 'customer' | 'stock' | 'testimonial'

export interface ScriptVariable {
  name: string
  source: VariableSource
  /** Said when the value is unknown; null = the text may not go out without a value. */
  fallback: string | null
}

/** All variables that a script may use. OFF-18: what speaks of scarcity has no fallback and comes from live stock only. */
export const scriptVariables: readonly ScriptVariable[] = [
  { name: '称呼', source: 'remark', fallback: '您' },
  { name: '顾问', source: 'advisor', fallback: '我' },
  { name: '店名', source: 'store', fallback: '我们店' },
  { name: '商品', source: 'interest', fallback: '这款产品' },
  { name: '类目', source: 'interest', fallback: '这类产品' },
  { name: '价格', source: 'product', fallback: null },
  { name: '可用天数', source: 'product', fallback: null },
  { name: '日均价', source: 'product', fallback: null },
  { name: '券名', source: 'coupon', fallback: null },
  { name: '有效期', source: 'coupon', fallback: null },
  { name: '上次商品', source: 'customer', fallback: null },
  { name: '会员等级', source: 'customer', fallback: '会员' },
  { name: '积分', source: 'customer', fallback: null },
  { name: '生日祝福', source: 'customer', fallback: null },
  { name: '积分过期日', source: 'customer', fallback: null },
  { name: '余量', source: 'stock', fallback: null },
  { name: '真实余量', source: 'stock', fallback: null },
  { name: '见证', source: 'testimonial', fallback: null },
]

const byName = new Map(scriptVariables.map((variable) => [variable.name, variable]))

/** The variable of that name, or undefined for an unknown one. */
export function scriptVariable(name: string): ScriptVariable | undefined {
  return byName.get(name)
}
