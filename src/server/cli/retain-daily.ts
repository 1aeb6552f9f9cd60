import { localTime } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import type { Retention } from '../privacy/retention/service.ts'

const lookEveryMs = 1_800_000
const firstLookMs = 60_000
/** From this local hour on: fewer people are at work. */
const fromHour = 3

/** Looks whether the retention's job of the day is to be done. Answers how to stop looking. */
export function retainDaily(
  { config, now, log }: Pick<ServerContext, 'config' | 'now' | 'log'>,
  retention: Retention,
): () => void {
  const look = () => {
    if (localTime(now(), config.timeZone).hour < fromHour) return
    retention.run(now()).then(
      (retained) => retained && log.info(retained, 'past the retention'),
      (error: unknown) => log.error({ err: error }, 'the retention was not applied'),
    )
  }
  const first = setTimeout(look, firstLookMs)
  const timer = setInterval(look, lookEveryMs)
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}
