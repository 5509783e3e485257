"""gunicorn's log, in the same form as the bot's."""

import logging
from collections.abc import Mapping
from typing import Any

from gunicorn.glogging import Logger

from bot.telemetry.log import formatter
from bot.telemetry.log.entry import Entry

# What an access log in JSON has, and gunicorn's names for it.
_FIELDS = {"method": "m", "path": "U", "bytes": "B", "remote": "h"}
_MAY_OPEN_SOMETHING = ("authorization", "cookie", "query_string", "raw_uri", "referer")

# gunicorn's last words where it cannot listen, and what it leaves out.
_NO_PORT = "Can't connect to"
_NEXT = "another program listens there: end it, or set another PORT. See: roomdesk check"


def logger_class(form: str) -> type[Logger]:
    """Return gunicorn's logger for the form `human` or `json`."""
    lines = formatter(form)

    class Server(Logger):
        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            # Below that gunicorn shows requests as they came, with what authorises them; its
            # command line may ask for that too.
            self.error_log.setLevel(max(self.error_log.level, logging.INFO))
            for log in (self.error_log, self.access_log):
                for handler in log.handlers:
                    # The system log has a form of its own.
                    if isinstance(handler, logging.StreamHandler):
                        handler.setFormatter(lines)

        def error(self, msg: object, *args: object, **more: Any) -> None:
            super().error(msg, *args, **more)
            if str(msg).startswith(_NO_PORT):
                super().error(_NEXT)

        def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> Any:
            return without_queries(super().atoms(resp, req, environ, request_time))

        def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
            if form != "json" or not self.access_log_enabled:
                super().access(resp, req, environ, request_time)
                return
            found = self.atoms(resp, req, environ, request_time)
            fields = {name: found.get(atom) for name, atom in _FIELDS.items()}
            fields["status"] = resp.status_code
            self.access_log.info(Entry(fields, took_s=request_time.total_seconds()))

    return Server


def without_queries(atoms: Mapping[str, Any]) -> dict[str, Any]:
    """Return what gunicorn's access log may write, without what may open something.

    The query of /connect holds a code, and so does the address that a browser says it came from.
    """
    kept = {
        name: value
        for name, value in atoms.items()
        if not any(word in name for word in _MAY_OPEN_SOMETHING)
    }
    kept["r"] = f"{atoms.get('m')} {atoms.get('U')} {atoms.get('H')}"
    return kept | {"q": "", "f": "-"}
