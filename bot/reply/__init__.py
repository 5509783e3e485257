"""A reply: what we say, and how it looks as Markdown and as a card."""
