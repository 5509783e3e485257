"""One process: how its parts are put together, its housekeeping, and its status."""
