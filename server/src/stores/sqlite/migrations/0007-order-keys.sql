-- The key that a delivery keeps the order of: its event's order_key, unless that was handed in to go
-- out later. NULL for rows from before, which keep no order.
ALTER TABLE waiting ADD COLUMN kept_key TEXT;

-- Who is the first of its key, and who comes next.
CREATE INDEX waiting_by_key ON waiting (subscription, kept_key, position)
  WHERE kept_key IS NOT NULL AND is_quarantined = 0;
