"""A proxy in front of a server that can fall silent: it keeps its connections, and forwards nothing."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event


class Proxy:
    """Forwards to a port of the loopback while `speaking` is set; `port` is where it listens."""

    def __init__(self, target: int) -> None:
        self.speaking = Event()
        self.speaking.set()
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._listener]
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Close everything."""
        self.speaking.set()
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
                self._open += [client, server]
                for source, sink in ((client, server), (server, client)):
                    threading.Thread(target=self._forward, args=(source, sink), daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                self.speaking.wait()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_RDWR)


@contextmanager
def before(port: int) -> Iterator[Proxy]:
    """Yield a proxy before a port."""
    proxy = Proxy(port)
    yield proxy
    proxy.close()
