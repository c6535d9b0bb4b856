import { feedTable } from './features/processes/table-feed.ts'
import { keepConnected } from './host/backend-store.ts'

// The rows are on their way while all that shows them is still being read.
void keepConnected()
feedTable()
void import('./app/start.tsx')
// What knows languages is read by the browser when it is asked first: now, while nothing else can be done.
Intl.DateTimeFormat.supportedLocalesOf(navigator.language)
