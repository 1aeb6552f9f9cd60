import { clockJump } from './clock.ts'
import { connectionLoss, databaseRestart, silentConnections } from './database.ts'
import { fileLimit, fullDatabase, fullTables } from './disk-full.ts'
import { kill, killBeforeTold, killOneOfTwo } from './kill.ts'
import type { Round } from './round.ts'
import { slowWecom } from './slow-wecom.ts'

/** Every fault there is; the clock goes last, as it moves on for good. */
export const rounds: readonly Round[] = [
  kill,
  killBeforeTold,
  killOneOfTwo,
  databaseRestart,
  connectionLoss,
  silentConnections,
  fullDatabase,
  fullTables,
  fileLimit,
  slowWecom,
  clockJump,
]
