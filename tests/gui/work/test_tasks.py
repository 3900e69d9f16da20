"""Of what is asked for under one key the newest counts; what is queued keeps its order; the end waits, not for ever."""

import threading

import pytest
from PySide6.QtCore import QObject

from engine.errors import UserError
from gui.work import tasks as module
from gui.work.tasks import Job, Tasks


class Gate:
    """Work that waits until it is let through, and then gives ``result``."""

    def __init__(self, result):
        self.result, self.begun, self.opened = result, threading.Event(), threading.Event()

    def __call__(self):
        self.begun.set()
        assert self.opened.wait(20)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def settled(tasks, wait):
    return lambda: wait(lambda: not tasks.busy)


def test_what_comes_of_a_task_is_told_in_the_gui_thread(tasks, settled):
    here, told = threading.get_ident(), []
    tasks.start("a", threading.get_ident, lambda there: told.append((there, threading.get_ident())))
    settled()
    ((there, where),) = told
    assert there != here
    assert where == here


def test_of_many_requests_the_first_is_waited_for_and_only_the_newest_counts(tasks, settled):
    first, done, told = Gate(0), [], []
    tasks.start("a", first, told.append)
    for number in range(1, 5):
        tasks.start("a", lambda number=number: (done.append(number), number)[1], told.append)
    assert first.begun.wait(20)
    assert done == []  # never two of a kind side by side
    first.opened.set()
    settled()
    assert done == told == [4]


def test_a_stale_failure_is_dropped_like_a_stale_result(tasks, settled):
    first, told, failed = Gate(UserError("old")), [], []
    tasks.failed.connect(failed.append)
    tasks.start("a", first, told.append, failed.append)
    tasks.start("a", lambda: "new", told.append, failed.append)
    first.opened.set()
    settled()
    assert told == ["new"]
    assert failed == []


def test_other_keys_do_not_wait_for_each_other(tasks, wait):
    first, told = Gate("slow"), []
    tasks.start("a", first, told.append)
    tasks.start("b", lambda: "quick", told.append)
    wait(lambda: told == ["quick"])
    assert tasks.is_busy("a")
    assert not tasks.is_busy("b")
    first.opened.set()
    wait(lambda: told == ["quick", "slow"])


def test_what_can_give_up_is_told_to_and_the_next_begins_at_once(tasks, wait, settled):
    first, job, told = Gate("old"), Job(), []
    tasks.start("a", first, told.append, job=job)
    tasks.start("a", lambda: "new", told.append)
    wait(lambda: told == ["new"])
    assert job.cancelled()
    first.opened.set()
    settled()
    assert told == ["new"]


def test_what_is_cancelled_is_not_told_and_the_next_one_is(tasks, settled):
    first, job, told = Gate("old"), Job(), []
    tasks.start("a", first, told.append, job=job)
    tasks.cancel("a")
    assert job.cancelled()
    assert not tasks.is_busy("a")
    tasks.start("a", lambda: "new", told.append)
    first.opened.set()
    settled()
    assert told == ["new"]


def test_a_callback_may_ask_for_the_next(tasks, settled):
    told = []

    def again(number):
        told.append(number)
        if number < 3:
            tasks.start("a", lambda: number + 1, again)

    tasks.start("a", lambda: 1, again)
    settled()
    assert told == [1, 2, 3]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UserError("Use fewer units."), "Use fewer units."),
        (MemoryError(), "There is not enough memory for that."),
        (KeyError("x"), "Something went wrong inside Inkling (KeyError('x')); the log has the details."),
    ],
)
def test_a_failure_is_a_sentence_for_whoever_asked_or_else_for_the_person(tasks, settled, error, said):
    everybody, asker = [], []
    tasks.failed.connect(everybody.append)
    gate = Gate(error)
    gate.opened.set()
    tasks.start("a", gate)
    settled()
    tasks.start("a", gate, failed=lambda error: asker.append(str(error)))
    settled()
    assert everybody == asker == [said]


def test_queued_tasks_are_done_in_their_order_and_each_is_told(tasks, settled):
    first, done, told = Gate(0), [], []
    tasks.queue("a", first, told.append)
    for number in range(1, 6):
        tasks.queue("a", lambda number=number: (done.append(number), number)[1], told.append)
    tasks.queue("a", Gate.__call__, told.append, lambda error: told.append("failed"))
    assert first.begun.wait(20)
    assert done == []
    first.opened.set()
    settled()
    assert done == [1, 2, 3, 4, 5]
    assert told == [0, 1, 2, 3, 4, 5, "failed"]


def test_a_queue_can_be_finished_while_no_events_are_handled(tasks):
    told = []
    for number in range(5):
        tasks.queue("a", lambda number=number: number, told.append)
    tasks.finish("a")
    assert told == [0, 1, 2, 3, 4]
    assert not tasks.is_busy("a")


def test_what_belongs_to_a_widget_that_is_gone_is_not_told(tasks, settled, qapp):
    told = []

    class Asker(QObject):
        def tell(self, result):
            told.append(result)

    asker, gate = Asker(), Gate("late")
    tasks.start("a", gate, asker.tell)
    asker.deleteLater()
    qapp.sendPostedEvents(asker, 52)  # QEvent.DeferredDelete
    gate.opened.set()
    settled()
    assert told == []


def test_the_end_waits_for_what_is_written_and_begins_nothing_more(tasks, qapp):
    written, told = [], []
    for number in range(20):
        tasks.queue("a", lambda number=number: written.append(number), told.append)
    assert tasks.close()
    assert written == list(range(20))
    tasks.queue("a", lambda: written.append("late"))
    tasks.start("b", lambda: written.append("late"))
    qapp.processEvents()
    assert written == list(range(20))
    assert told == []
    assert not tasks.busy


def test_the_end_leaves_behind_what_does_not_come_back(tasks, qapp, monkeypatch, caplog):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    monkeypatch.setattr(module, "LONG_PATIENCE", 0.05)
    reading, job, writing, told = Gate(1), Job(), Gate(2), []
    tasks.start("reading", reading, told.append, job=job)
    tasks.queue("writing", writing, told.append)
    assert reading.begun.wait(20)
    assert writing.begun.wait(20)
    assert not tasks.close()
    assert job.cancelled()
    assert "inkling writing, inkling reading" in caplog.text
    reading.opened.set()
    writing.opened.set()
    for thread in [thread for thread in threading.enumerate() if thread.name.startswith("inkling")]:
        thread.join(20)
    qapp.processEvents()
    assert told == []


def test_a_job_says_how_far_it_is(tasks, wait):
    job, gate = Job(), Gate(None)
    tasks.start("a", lambda: (job.report(0.5), gate()), job=job)
    wait(lambda: job.share == 0.5)
    gate.opened.set()


def test_what_can_be_given_up_is_told_so_at_the_end_and_what_waits_behind_it_is_still_written(tasks, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 20)
    job, begun, written = Job(), threading.Event(), []

    def imports():
        begun.set()
        while not job.cancelled():
            begun.wait()
        raise UserError("given up")

    tasks.queue("runs", imports, job=job)
    tasks.queue("runs", lambda: written.append("a note"))
    assert begun.wait(20)
    assert tasks.close()
    assert written == ["a note"]


def test_a_reading_that_never_comes_back_is_left_behind_soon(tasks, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    monkeypatch.setattr(module, "LONG_PATIENCE", 1_000_000)
    gate = Gate(0)
    tasks.queue("my digits", gate, job=Job())
    assert gate.begun.wait(20)
    assert not tasks.close()
    gate.opened.set()
