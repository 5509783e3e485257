"""What the bot tells of itself: the log and the metrics."""
