"""One question from start to end: heard, answered, said, closed."""
