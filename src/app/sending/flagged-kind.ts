const kindNames: Record<string, string> = {
  absolute: '绝对化用语',
  efficacy: '功效词',
  sensitive: '敏感词',
  tone: '不当语气',
  scarcity: '稀缺说法',
}

/** The kind of a flagged word as advisors read it. */
export function flaggedKindName(kind: string): string {
  return kindNames[kind] ?? '敏感词'
}
