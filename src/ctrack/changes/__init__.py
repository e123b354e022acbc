"""Two revisions of a tracker compared: what was added, changed and removed, and what that does to the statuses."""
