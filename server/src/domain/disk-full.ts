/**
 * The store has no room left but for what becomes of events: nothing was stored. What would store or
 * change a definition rejects with it; pauses, deletions and outcomes do not.
 */
export class DiskFull extends Error {
  constructor() {
    super('the disk is nearly full')
    this.name = 'DiskFull'
  }
}
