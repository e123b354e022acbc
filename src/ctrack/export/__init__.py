"""A tracker as tidy tables for other tools: facts and computed results, with a data dictionary."""
