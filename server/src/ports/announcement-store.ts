/**
 * Announcements that are still to be told. They get in with what they tell, by
 * `DeliveryStore.recordOutcomes` and `SubscriptionStore.change`, each in the same commit as the
 * change; what is done twice under one id is done once. Contents are sealed at rest.
 * Every implementation passes test/contract/announcement-store-contract.ts.
 */
import type { AlertContent } from '../domain/alert.ts'
import type { Announcement } from '../domain/announcement.ts'

export interface AnnouncementStore {
  /** The oldest ones that are not told yet. Cheap where there are none. */
  list(limit: number): Promise<readonly Announcement[]>
  /**
   * It was told: it is gone, and its alert is there, if it is given one, with a mail that waits for
   * each recipient. Does nothing where that was known before.
   */
  end(announcement: Announcement, alert: AlertContent | null): Promise<void>
}
