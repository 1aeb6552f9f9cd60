import type { CadenceMeter } from '../../contract/cadence.ts'
import type { cadenceMeter } from '../../domain/cadence/meter.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { CadenceStage } from '../../domain/customers/stages.ts'

/** The farthest day the meter looks for a free slot. */
const horizonMs = 60 * dayMs

/** The domain's meter in the words of the contract. */
export function toContractMeter(
  meter: ReturnType<typeof cadenceMeter>,
  { stage, askingUntil, asOf }: { stage: CadenceStage; askingUntil: number | null; asOf: number },
): CadenceMeter {
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
  }
}
