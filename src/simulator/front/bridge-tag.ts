import { isCustomerPage } from './user-agent.ts'

export const bridgeTag = '<script src="/simulator/bridge.js"></script>'

/** The page with the bridge ahead of every other script; a page that has it already stays as it is. */
export function insertBridgeTag(html: string): string {
  if (html.includes(bridgeTag)) return html
  const opening =
    /<head(?:\s[^>]*)?>/i.exec(html) ?? /<html(?:\s[^>]*)?>/i.exec(html) ?? /<!doctype[^>]*>/i.exec(html)
  if (!opening) return bridgeTag + html
  const position = opening.index + opening[0].length
  return html.slice(0, position) + bridgeTag + html.slice(position)
}

/** The pages that carry the bridge: the sidebar and the customers' pages. */
export function isBridgedPath(path: string): boolean {
  return path === '/' || isCustomerPage(path)
}
