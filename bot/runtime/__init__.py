"""One process: its parts put together, what it does now and then, how it is."""
