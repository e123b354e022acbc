"""What each rule finds, why it matters and how to mend it: one module a family, data only."""
