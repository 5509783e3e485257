"""gunicorn's worker as the bot has it, with less patience: for tests that wait for its end."""

from bot.web import gunicorn_worker


class Worker(gunicorn_worker.Worker):
    """Lends a thread for a second."""

    LONGEST_S = 1.0
