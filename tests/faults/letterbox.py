"""A mail server that writes down to whom it was asked to deliver, a line each, before it says yes."""

import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller


class Letterbox:
    """Accepts everything."""

    def __init__(self, path: Path):
        self._file = path.open("a")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self._file.write("".join(f"{address}\n" for address in envelope.rcpt_tos))
        self._file.flush()
        return "250 OK"


if __name__ == "__main__":
    Controller(Letterbox(Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1])).start()
    while True:
        time.sleep(3600)
