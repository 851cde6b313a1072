"""What the server itself writes down, without names; visits aren't recorded at all."""

from gunicorn.glogging import Logger

from smartup.log_redaction import RedactingFormatter


class ServerLog(Logger):
    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(RedactingFormatter(self.error_fmt, self.datefmt))
