/**
 * Where the one host of inboxes leads: to the listener of this process, whose port is known from the
 * start. No rule of addresses is opened for it: it is no name and no address that is resolved or
 * judged, and any other spelling of that host is refused.
 */
import { inboxHost, inboxIdIn } from '../../domain/inbox.ts'
import type { TargetRefusal } from '../../ports/dispatcher.ts'
import { type EndpointUrl, readEndpointUrl } from './endpoint-url.ts'

export interface EndpointReader {
  (url: string): EndpointUrl | TargetRefusal
}

/** `inboxPort` null: this installation has no inboxes. */
export function createEndpointReader(allowHttp: boolean, inboxPort: number | null): EndpointReader {
  return (url) => {
    const endpoint = readEndpointUrl(url, allowHttp)
    if ('reason' in endpoint || endpoint.host !== inboxHost) return endpoint
    if (inboxPort === null) {
      return refusal('has no inboxes (POSTHORN_INBOXES is 0); use a receiver of your own')
    }
    const id = inboxIdIn(url)
    if (id === null) {
      return refusal(`leads ${inboxHost} to inboxes alone; use the url of one as it was answered`)
    }
    // Each is an origin by itself: one that answers late must not hold up another.
    return { ...endpoint, origin: url, isTls: false, inboxPort }
  }
}

function refusal(what: string): TargetRefusal {
  return { reason: 'address-refused', detail: `This installation ${what}.` }
}
