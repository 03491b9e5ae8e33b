/**
 * The store has no room left but for what became of events: nothing was stored. New and changed
 * definitions are refused with it; pauses, deletions and outcomes are not.
 */
export class DiskFull extends Error {
  constructor() {
    super('the disk is nearly full')
    this.name = 'DiskFull'
  }
}
