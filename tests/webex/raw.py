"""A server that sends bytes as they are, to whoever asks anything."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

Send = Callable[[bytes], None]


@contextlib.contextmanager
def raw_server(answer: Callable[[Send], None]) -> Iterator[str]:
    """Yield the base URL of a server that lets `answer` send what follows each request.

    After that its connection is closed; `answer` ends with an OSError once nobody reads on.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, contextlib.suppress(OSError):
                        connection.recv(65536)
                        answer(connection.sendall)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1/"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
