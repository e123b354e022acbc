"""A report of findings as text for a reader or a machine: one module a format, each a function from report to text."""
