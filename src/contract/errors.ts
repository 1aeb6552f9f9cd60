/** The closed list of error codes with their HTTP status and the sentence shown when no better one is given. */
export const errorCodes = {
  invalid_input: { status: 400, message: '请求内容有误' },
  invalid_state: { status: 400, message: '登录请求已失效，请重新打开侧边栏' },
  foreign_url: { status: 400, message: '只能为本站页面签名' },
  unauthenticated: { status: 401, message: '请重新登录' },
  bad_key: { status: 401, message: '密钥无效或已停用' },
  cross_site: { status: 403, message: '请求来自其他站点，已拒绝' },
  forbidden: { status: 403, message: '没有权限' },
  not_a_member: { status: 403, message: '仅限企业成员使用' },
  not_found: { status: 404, message: '没有找到' },
  unknown_coupon: { status: 404, message: '没有这张券' },
  key_reused: { status: 409, message: '同一个 Idempotency-Key 带了不同的内容' },
  redeemed_elsewhere: { status: 409, message: '这张券已用于另一订单' },
  live_coupon: { status: 409, message: '该客户还有一张未结束的券' },
  wrong_state: { status: 409, message: '券的状态已改变' },
  coupon_ended: { status: 410, message: '这张券已失效' },
  too_large: { status: 413, message: '内容过大' },
  unsupported_type: { status: 415, message: '不支持的内容类型' },
  merge_refused: { status: 409, message: '这次合并现在不能撤销' },
  offer_refused: { status: 422, message: '这项优惠现在不能发给该客户' },
  needs_reason: { status: 422, message: '请先选择继续触达的原因' },
  conditions_not_met: { status: 422, message: '不满足用券条件' },
  script_refused: { status: 422, message: '这段话术不能保存' },
  import_refused: { status: 422, message: '这个文件不能导入' },
  welcome_refused: { status: 422, message: '这条欢迎语不能保存' },
  tag_not_allowed: { status: 422, message: '这个标签不在可用列表里' },
  tag_read_only: { status: 422, message: '这个标签不能在这里移除' },
  wrong_customer: { status: 422, message: '这张券属于另一位客户' },
  rate_limited: { status: 429, message: '请求太频繁，请稍后再试' },
  internal: { status: 500, message: '服务出错，请稍后重试' },
  wecom_refused: { status: 502, message: '企业微信拒绝了请求' },
  wecom_unreachable: { status: 503, message: '暂时连不上企业微信' },
  unavailable: { status: 503, message: '服务暂不可用' },
} as const

export type ErrorCode = keyof typeof errorCodes

export interface ErrorBody {
  code: ErrorCode
  message: string
  details?: unknown
}
