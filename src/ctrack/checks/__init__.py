"""The rules: pure functions from text, shapes or a dataset to findings."""
