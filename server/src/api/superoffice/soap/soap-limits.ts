/** How much of an XML body there may be, whoever sends it. */

/** A body is never larger than this, also where the installation takes larger ones elsewhere. */
export const soapBytesMax = 1024 * 1024
export const xmlDepthMax = 64
/** Elements, pieces of text and comments together: as many as a JSON body may have keys, twice. */
export const xmlNodesMax = 20_000
/** Of one element, declarations of namespaces among them. */
export const xmlAttributesMax = 64
