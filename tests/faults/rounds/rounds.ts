import { clockJump } from './clock.ts'
import { connectionLoss, databaseRestart } from './database.ts'
import { fileLimit, fullDatabase } from './disk-full.ts'
import { kill, killOneOfTwo } from './kill.ts'
import type { Round } from './round.ts'
import { slowWecom } from './slow-wecom.ts'

/** Every fault there is; the clock goes last, as it moves on for good. */
export const rounds: readonly Round[] = [
  kill,
  killOneOfTwo,
  databaseRestart,
  connectionLoss,
  fullDatabase,
  fileLimit,
  slowWecom,
  clockJump,
]
