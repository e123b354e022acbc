"""Results to text for a reader: pure functions that return strings."""
