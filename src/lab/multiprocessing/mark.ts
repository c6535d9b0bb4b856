import { callSite } from './call-site.ts'
import { monotonicUs } from './monotonic.ts'
import { existingLink } from './program-link.ts'

/**
 * Puts a mark of the program's own on the timeline of its run; outside the lab it does nothing.
 * @param value plain JSON
 */
export function mark(label: string, value?: unknown): void {
  existingLink()?.tell({ op: 'mark', atUs: monotonicUs(), label, ...(value !== undefined && { value }), ...callSite() })
}
