import type { CadenceMeter } from '../../contract/cadence.ts'
import { changePrompt } from '../../domain/cadence/change-prompt.ts'
import type { ContentMix } from '../../domain/cadence/content-mix.ts'
import { contentNames } from '../../domain/cadence/content-type.ts'
import type { cadenceMeter } from '../../domain/cadence/meter.ts'
import { missesToChange, type ResponseLog } from '../../domain/cadence/no-response.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { CadenceStage } from '../../domain/customers/stages.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'

/** The farthest day the meter looks for a free slot. */
const horizonMs = 60 * dayMs

/** What the contract says beside the counts. */
export interface MeterContext {
  stage: CadenceStage
  askingUntil: number | null
  asOf: number
  responses: ResponseLog
  mix: ContentMix
  rules: RuleOverrides
}

/** The domain's meter in the words of the contract. */
export function toContractMeter(meter: ReturnType<typeof cadenceMeter>, known: MeterContext): CadenceMeter {
  const { stage, askingUntil, asOf, responses, mix, rules } = known
  const { weekCount, weekCap, dayCount, dayCap, monthCount, monthCap, serviceToday, isFull } = meter
  return {
    stage,
    weekCount,
    weekCap,
    dayCount,
    dayCap,
    monthCount,
    monthCap,
    bubbles: meter.bubblesNow,
    bubbleCap: meter.bubbleCap,
    serviceToday,
    isFull,
    isGoldenNow: meter.isGolden,
    goldenWindow: meter.goldenWindow,
    nextSlotAt: meter.nextSlotAt ?? asOf + horizonMs,
    isAsking: askingUntil !== null,
    askingUntil,
    warnings: meter.reasons,
    serviceCap: meter.serviceCap,
    serviceWarnings: meter.serviceReasons,
    noResponse: responses.misses.map(({ contentType, misses }) => ({
      contentType,
      name: contentNames[contentType],
      misses,
      of: missesToChange(rules),
    })),
    changePrompt: changePrompt(responses, mix, rules),
    contentMix: mix,
  }
}
