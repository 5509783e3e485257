"""Reads what was typed: words and mentions, arguments, usage lines."""
