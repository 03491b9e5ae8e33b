-- A replay may stop within an event that went to many: of the event right above cursor_seq,
-- subscriptions up to this number are done.
ALTER TABLE replay ADD COLUMN cursor_subscription INTEGER NOT NULL DEFAULT 0;
