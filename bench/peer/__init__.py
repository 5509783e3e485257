"""Others that do the same: each answers `room` with a message read, a space read, and a post."""
