"""What was typed, read: words and mentions, arguments, usage lines."""
