import { startClaimPage } from './page.ts'
import { claimRequests } from './requests.ts'
import { followHostColours } from './wechat.ts'

followHostColours()
startClaimPage(claimRequests(location.pathname))
