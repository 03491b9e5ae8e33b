-- A replay may be paused and cancelled, and is counted before it begins.
ALTER TABLE replay ADD COLUMN state TEXT NOT NULL DEFAULT 'running';
UPDATE replay SET state = 'done' WHERE is_done = 1;
ALTER TABLE replay DROP COLUMN is_done;
-- Null: not counted yet.
ALTER TABLE replay ADD COLUMN total_count INTEGER;
ALTER TABLE replay ADD COLUMN ended_at_ms INTEGER;
