"""Files to data and back: the only room that touches the disk."""
