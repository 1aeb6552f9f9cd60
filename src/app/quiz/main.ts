import { followHostColours } from '../claim/wechat.ts'
import { startQuizPage } from './page.ts'
import { quizRequests } from './requests.ts'

followHostColours()
startQuizPage(quizRequests(location.pathname))
