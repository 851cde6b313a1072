"""Another site, as one meets them on the internet: a real HTTP server on this machine."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Elsewhere:
    """answers: path → (status, address that it leads on to, or none); `asked`: what was asked for, in order."""

    def __init__(self):
        self.answers: dict[str, tuple[int, str | None]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.deaf_to_head: set[str] = set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.thread = Thread(target=self.server.serve_forever, args=[0.02], daemon=True)
        self.thread.start()

    def url(self, path: str, status: int = 200, location: str | None = None) -> str:
        """Let `path` answer so from now on; return its address."""
        self.answers[path] = (status, location)
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def _handler(self):
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self):
                site.asked.append((self.command, self.path, self.headers["User-Agent"]))
                status, location = site.answers.get(self.path, (404, None))
                if self.command == "HEAD" and self.path in site.deaf_to_head:
                    status = 405 if status == 200 else 404
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_HEAD  # noqa: N815

            def log_message(self, *args):
                pass

        return Handler
