"""One question from start to end: read, answered, posted, closed."""
