"""Small value types with laws: periods, exact numbers, Vietnamese names."""
