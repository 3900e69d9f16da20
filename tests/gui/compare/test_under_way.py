"""What is under way is looked at until it is over."""

import time

import pytest

from gui.compare.under_way import LONGEST, SHARE, SHOWN, UnderWay


class Work:
    """It is over when ``end`` is called."""

    def __init__(self):
        self.version, self.over, self.begun, self.done = 0, False, False, []

    def start(self):
        self.begun = True

    def cancel(self):
        self.done.append("cancelled")
        self.over = True

    def close(self):
        self.done.append("closed")


@pytest.fixture
def under_way(qapp):
    made = UnderWay()
    made.told = []
    made.changed.connect(lambda: made.told.append("changed"))
    made.ended.connect(lambda: made.told.append("ended"))
    return made


def test_what_changes_is_told_once_and_the_end_last(under_way, qtbot):
    work = Work()
    under_way.begin(work)
    assert (work.begun, under_way.running) == (True, True)
    with qtbot.waitSignal(under_way.looked):
        pass
    work.version = 1
    with qtbot.waitSignal(under_way.changed):
        pass
    with qtbot.waitSignal(under_way.ended):
        under_way.cancel()
    assert not under_way.running
    assert work.done == ["cancelled"]
    assert under_way.told[-2:] == ["changed", "ended"]
    under_way.cancel()
    assert work.done == ["cancelled"]


def test_closing_ends_it(under_way):
    under_way.close()
    work = Work()
    under_way.begin(work)
    under_way.close()
    assert (work.done, under_way.running) == (["closed"], False)


def test_what_is_dear_to_show_is_shown_less_often(under_way, qtbot):
    def show():
        end = time.thread_time() + dear[0]
        while time.thread_time() < end:
            pass

    dear, work = [1.1 * SHARE * SHOWN], Work()
    under_way.looked.connect(show)
    under_way.begin(work)
    for seconds, least in ((1.1 * SHARE * SHOWN, 1.1 * SHOWN), (2 * SHARE * LONGEST, LONGEST), (0.0, SHOWN)):
        dear[0], under_way._next = seconds, 0.0
        with qtbot.waitSignal(under_way._painted.timeout):
            pass
        assert least <= under_way.pause <= LONGEST
    under_way.cancel()
    with qtbot.waitSignal(under_way.ended):
        pass
