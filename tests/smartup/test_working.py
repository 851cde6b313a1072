"""What the worker does each second."""

import pytest

from smartup.management.commands.work import each_second


def test_what_nobody_foresaw_keeps_nothing_else_from_being_done(caplog):
    def stumble():
        raise AttributeError

    def stop():
        raise SystemExit

    with pytest.raises(SystemExit):
        each_second(stumble, stop)
    assert [(record.levelname, record.exc_info[0]) for record in caplog.records] == [("ERROR", AttributeError)]
