"""How gunicorn runs Roomdesk; it finds this file by itself."""

import gc
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import SettingsError
from bot.settings.environment import load, refuse, share_figures, shared_figures
from bot.telemetry import log as _log
from bot.telemetry.metrics.figures import process_ended as _process_ended
from bot.web.gunicorn_log import logger_class as _logger_class

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

# Read here, ahead of the workers: gunicorn would start one that cannot start again and again.
try:
    _settings = load()
except SettingsError as error:
    refuse(error.problems)
# For what this process says beside gunicorn's own lines; the others set up theirs.
_log.configure(_settings.log_level, _settings.log_format)

bind = f"0.0.0.0:{_settings.port}" if _settings.port else "127.0.0.1:8000"
worker_class = "bot.web.gunicorn_worker.Worker"
# Set explicitly: platforms export WEB_CONCURRENCY, which gunicorn would obey.
workers = _settings.workers
# They take deliveries in; ANSWER_THREADS answer.
threads = 8
# Each process reads the code anew when it starts, so that nothing is shared by accident: the parts
# hold threads and connections, which no fork may copy.
preload_app = False

# Platforms kill 30 seconds after SIGTERM.
graceful_timeout = 20
# A worker whose main loop has stood still for so long is replaced. Slow answers do not stop it.
timeout = 30
# Longer than a proxy keeps a connection that is idle (nginx 60 seconds, others up to 90): it would
# send a delivery into one that is about to close, and nobody may send a POST twice.
keepalive = 100

# What Webex sends is far shorter, and /connect gets little more than a code and a state. A body has
# 64 KiB at most (bot/web), and all together ten seconds (bot/web/gunicorn_worker.py).
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 4096

# Whom to believe is TRUSTED_PROXIES (bot/web/forwarded.py). Set explicitly: gunicorn would obey
# FORWARDED_ALLOW_IPS, trusts this machine by default, and lets who is trusted replace the path.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}

# Nothing here is managed through it, and it would lie in the home directory.
control_socket_disable = True
# In the form of the bot's own log, and without queries that may open something.
logger_class = _logger_class(_settings.log_format)
loglevel = _settings.log_level.lower()


def _counts_together(server: "Arbiter") -> bool:
    """Tell whether several processes count, and anybody wants to know."""
    return _settings.metrics_token is not None and server.cfg.workers > 1


def on_starting(server: "Arbiter") -> None:
    """Give several processes an empty folder to count together in."""
    if _counts_together(server):
        share_figures(Path(tempfile.mkdtemp(prefix="roomdesk-metrics-")))


def child_exit(server: "Arbiter", worker: "Worker") -> None:
    """Tell the figures that a process has ended."""
    if _counts_together(server):
        _process_ended(worker.pid)


def on_exit(server: "Arbiter") -> None:
    """Leave nothing behind."""
    shared = shared_figures()
    if _counts_together(server) and shared is not None:
        shutil.rmtree(shared, ignore_errors=True)


def post_worker_init(worker: "Worker") -> None:
    """Begin to answer once the process is there."""
    # What was read by now stays. To look through it for garbage again and again would hold up all
    # threads for some 40 milliseconds each time.
    gc.collect()
    gc.freeze()
    worker.wsgi.extensions["roomdesk"].start()


def worker_exit(_server: "Arbiter", worker: "Worker") -> None:
    """Finish the questions under way; what is left waits in the inbox."""
    wsgi = getattr(worker, "wsgi", None)
    if wsgi is not None:
        wsgi.extensions["roomdesk"].stop()
