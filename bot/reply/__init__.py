"""A reply: what is said, and how it looks as Markdown and as a card."""
