/**
 * Announcements that are still to be told. They get in with what they tell, by
 * `DeliveryStore.recordOutcomes` and `SubscriptionStore.change`, each in the same commit as the
 * change; what is done twice under one id is done once. Contents are sealed at rest.
 * Every implementation passes test/contract/announcement-store-contract.ts.
 */
import type { Announcement, AnnouncementId } from '../domain/announcement.ts'

export interface AnnouncementStore {
  /** The oldest ones that are not told yet. Cheap where there are none. */
  list(limit: number): Promise<readonly Announcement[]>
  /** It was told. Does nothing where that was known before. */
  end(id: AnnouncementId): Promise<void>
}
