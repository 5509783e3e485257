"""gunicorn's worker as the bot has it, with less patience: for tests that wait for its end."""

from bot import server


class Worker(server.Worker):
    """Lends a thread for a second."""

    LONGEST_S = 1.0
