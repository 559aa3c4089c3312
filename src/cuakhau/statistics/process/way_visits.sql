-- The visits that went a way, the longest first. Parameters: before, activity (codes), most.
-- A link begins with the activity it comes from; the rest of it has 22 bits.
SELECT subject, first_us, gap_us, gate, goods
FROM steps
WHERE link // 4194304 = $before AND activity = $activity AND {where}
ORDER BY gap_us DESC, subject, ordinal
LIMIT $most
