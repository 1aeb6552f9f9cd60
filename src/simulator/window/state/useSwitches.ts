import { reactive } from 'vue'
import { defaultSwitches, type Switches } from '../../protocol/switches.ts'
import { simulatorApi } from './simulator-api.ts'

const switches = reactive<Switches>({ ...defaultSwitches })

/** The switches of this simulator; the server holds them, the window follows. */
export function useSwitches() {
  return {
    switches,
    async load() {
      Object.assign(switches, await simulatorApi.switches())
    },
    async change(patch: Partial<Switches>) {
      Object.assign(switches, await simulatorApi.changeSwitches(patch))
    },
    async reset() {
      Object.assign(switches, await simulatorApi.resetSwitches())
    },
  }
}
