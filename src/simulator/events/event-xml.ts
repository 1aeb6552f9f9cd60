/** Elements by name: text in CDATA, numbers bare, lists as items; what is undefined is left out. */
export type EventElements = Record<string, string | number | readonly string[] | undefined>

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

function valueXml(value: string | number | readonly string[]): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return cdata(value)
  return value.map((item) => `<Item>${cdata(item)}</Item>`).join('')
}

function elementsXml(elements: EventElements): string {
  return Object.entries(elements)
    .map(([name, value]) => (value === undefined ? '' : `<${name}>${valueXml(value)}</${name}>`))
    .join('')
}

export function eventXml(corpId: string, atSeconds: number, elements: EventElements): string {
  const head = { ToUserName: corpId, FromUserName: 'sys', CreateTime: atSeconds, MsgType: 'event' }
  return `<xml>${elementsXml({ ...head, ...elements })}</xml>`
}

export function envelopeXml(corpId: string, agentId: string, encrypt: string): string {
  return `<xml>${elementsXml({ ToUserName: corpId, AgentID: agentId, Encrypt: encrypt })}</xml>`
}
