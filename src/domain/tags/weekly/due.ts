/**
 * TAG-01: whether the tags are to be recalibrated on this local day: never done, or last done 7 or more days before
 * (`everyDays`, inclusive). A day before the last run is not due.
 */
export function isRecalibrationDue(lastDay: number | null, today: number, everyDays = 7): boolean {
  return lastDay === null || today - lastDay >= everyDays
}
