/** A content security policy without its word on who may frame the page: in WeCom the page is never in a frame. */
export function withoutFrameAncestors(policy: string): string {
  return policy
    .split(';')
    .filter((directive) => !/^\s*frame-ancestors(\s|$)/i.test(directive))
    .join(';')
}
