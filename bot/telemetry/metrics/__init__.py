"""Figures of what the bot does, for whoever watches over it."""
