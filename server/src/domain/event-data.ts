/** The data of an event as a value, for those who have to look into it; most events go unread. */

const decoder = new TextDecoder()

/** Reads the bytes when it is first asked, and once. They are JSON that was checked at the door. */
export function readOnce(data: Uint8Array): () => unknown {
  let read: { readonly value: unknown } | null = null
  return () => {
    read ??= { value: JSON.parse(decoder.decode(data)) as unknown }
    return read.value
  }
}
