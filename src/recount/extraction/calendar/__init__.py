"""Calendar: expressions of time, and the days that they mean."""
