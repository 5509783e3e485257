"""How gunicorn runs Roomdesk; it finds this file by itself."""

from typing import TYPE_CHECKING

from bot.environment import load

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

# Read here too, since gunicorn would start a worker that cannot start again and again.
_settings = load()

bind = f"0.0.0.0:{_settings.port}" if _settings.port else "127.0.0.1:8000"
worker_class = "gthread"
# Set explicitly: platforms export WEB_CONCURRENCY, which gunicorn would obey.
workers = 1
threads = 8
# Platforms kill 30 seconds after SIGTERM.
graceful_timeout = 20
# Nothing here is managed through it, and it would lie in the home directory.
control_socket_disable = True


def post_worker_init(worker: "Worker") -> None:
    """Begin to answer once the process is there."""
    worker.wsgi.extensions["roomdesk"].start()


def worker_exit(_server: "Arbiter", worker: "Worker") -> None:
    """Finish the questions under way; what is left waits in the inbox."""
    wsgi = getattr(worker, "wsgi", None)
    if wsgi is not None:
        wsgi.extensions["roomdesk"].stop()
