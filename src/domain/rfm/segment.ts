/** Which axes are high: R bought recently, F buys often, M spends much per order. */
export interface RfmFlags {
  isRecent: boolean
  isFrequent: boolean
  isHighValue: boolean
}

const segments = {
  'important-value': { name: '重要价值客户', isRecent: true, isFrequent: true, isHighValue: true },
  'important-develop': { name: '重要发展客户', isRecent: true, isFrequent: false, isHighValue: true },
  'important-keep': { name: '重要保持客户', isRecent: false, isFrequent: true, isHighValue: true },
  'important-retain': { name: '重要挽留客户', isRecent: false, isFrequent: false, isHighValue: true },
  'general-value': { name: '一般价值客户', isRecent: true, isFrequent: true, isHighValue: false },
  'general-develop': { name: '一般发展客户', isRecent: true, isFrequent: false, isHighValue: false },
  'general-keep': { name: '一般保持客户', isRecent: false, isFrequent: true, isHighValue: false },
  'general-retain': { name: '一般挽留客户', isRecent: false, isFrequent: false, isHighValue: false },
} as const

export type RfmSegment = keyof typeof segments

export const rfmSegments: readonly RfmSegment[] = [
  'important-value',
  'important-develop',
  'important-keep',
  'important-retain',
  'general-value',
  'general-develop',
  'general-keep',
  'general-retain',
]

/** The segment of three high/low axes; "important" = M high. Source: the eight-cell table common in Chinese CRM. */
export function segmentOf({ isRecent, isFrequent, isHighValue }: RfmFlags): RfmSegment {
  if (isHighValue) {
    if (isRecent) return isFrequent ? 'important-value' : 'important-develop'
    return isFrequent ? 'important-keep' : 'important-retain'
  }
  if (isRecent) return isFrequent ? 'general-value' : 'general-develop'
  return isFrequent ? 'general-keep' : 'general-retain'
}

/** The three axes of a segment, the reverse of `segmentOf`. */
export function flagsOf(segment: RfmSegment): RfmFlags {
  const { isRecent, isFrequent, isHighValue } = segments[segment]
  return { isRecent, isFrequent, isHighValue }
}

/** The Chinese name shown to staff. */
export function segmentName(segment: RfmSegment): string {
  return segments[segment].name
}
