/** Why a tag is not in WeCom as it is here, for the advisor. */
const known: Readonly<Record<number, string>> = {
  [-1]: '企业微信正忙',
  45033: '企业微信正忙',
  45035: '企业微信正忙',
  40068: '企业微信里已没有这个标签',
  40071: '企业微信里有同名标签，但读不到',
  40072: '企业微信不接受这个名称的长度',
  45009: '今天的调用次数用完了',
  84061: '企业微信里不是你的客户',
  40096: '企业微信里不是你的客户',
}

export function pushProblem(errcode: number | null): string {
  if (errcode === null) return '连不上企业微信'
  return known[errcode] ?? `企业微信拒绝了（错误码 ${errcode}），请联系管理员`
}
