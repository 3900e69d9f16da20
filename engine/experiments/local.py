"""This computer as the place of a race: as many processes as there are cores, which are handed the digits by files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from multiprocessing.connection import wait
from pathlib import Path

from engine.apart import end_helper
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments import worker
from engine.experiments.ahead import Ahead
from engine.experiments.factors import Plan
from engine.experiments.handed_folder import Handed, hand_over, handed_folder
from engine.experiments.place import BACK, FAILED, FINISHED, LOST, READY, Place, Said
from engine.experiments.processes import MOST_WORKERS, Member, most_workers
from engine.words import _

SILENT_DEATHS = 3  # of processes that never said a word, before all is given up


class ThisComputer(Place):
    """``workers``: at most so many processes; without it, as many as there are cores. ``ahead``: those of them that are
    there already, which are this place's own from now on."""

    def __init__(self, workers: int | None = None, ahead: Ahead | None = None) -> None:
        self.workers = max(1, min(workers, MOST_WORKERS) if workers else most_workers())
        self.crew: list[Member] = []
        self._ahead = ahead or Ahead()
        self._silent_deaths, self._paused = 0, False
        self._held = ExitStack()
        self._folder: Path | None = None
        self.handed: Handed | None = None
        self._handed_test: Handed | None = None

    def open(self, digits: Digits, test_digits: Digits | None, runs: int) -> None:
        self.workers = min(self.workers, runs)
        begun = self._ahead.take(self.workers)
        self.crew, self._held = begun.crew, begun.held
        folder = self._folder = begun.folder or self._held.enter_context(handed_folder())
        self.handed = hand_over(digits, folder, "digits")
        self._handed_test = None if test_digits is None else hand_over(test_digits, folder, "test")
        for member in self.crew:
            self._instruct(member)
        while len(self.crew) < self.workers:
            self._employ()

    def _employ(self) -> Member:
        assert self._folder is not None
        member = Member(self._folder)
        self._instruct(member)
        self.crew.append(member)
        return member

    def _instruct(self, member: Member) -> None:
        member.tell(worker.SETS, self.handed, self._handed_test)
        if self._paused:
            member.tell(worker.PAUSE)

    def room(self) -> int:
        return self.workers - sum(member.run is not None for member in self.crew)

    def begin(self, number: int, plan: Plan) -> None:
        member = next((one for one in self.crew if one.run is None), None) or self._employ()
        member.run = number
        member.tell(worker.RUN, number, plan)

    def hold(self, paused: bool) -> None:
        self._paused = paused
        for member in self.crew:
            member.tell(worker.PAUSE if paused else worker.RESUME)

    def heard(self, patience: float) -> list[Said]:
        by_pipe = {member.pipe: member for member in self.crew}
        by_sentinel = {member.process.sentinel: member for member in self.crew}
        ready = wait([*by_pipe, *by_sentinel], patience)
        said = [words for pipe in ready if pipe in by_pipe for words in self._from(by_pipe[pipe])]
        for member in [by_sentinel[sentinel] for sentinel in ready if sentinel in by_sentinel]:
            said += self._mourn(member)
        return said

    def _from(self, member: Member) -> Iterator[Said]:
        for word, number, *rest in member.heard():
            if word == LOST:
                raise UserError(rest[0])
            if word == READY:
                continue
            if word in (FINISHED, FAILED):
                member.run = None
            yield (word, number, *rest)

    def _mourn(self, member: Member) -> list[Said]:
        """A process has died, by the system's hand."""
        said = list(self._from(member))
        member.bury()
        self.crew.remove(member)
        code = member.process.exitcode
        self._silent_deaths += not member.spoke
        if self._silent_deaths >= SILENT_DEATHS:
            raise UserError(_("The processes that train do not start (exit code {code}).").format(code=code))
        if member.run is None:
            return said
        if not member.spoke:
            return [*said, (BACK, member.run)]
        reason = _("Its process was ended by the system (exit code {code}): probably there was not enough memory.")
        return [*said, (FAILED, member.run, reason.format(code=code), None)]

    def close(self) -> list[Said]:
        said: list[Said] = []
        for member in self.crew:
            member.kill()
        for member in self.crew:
            with suppress(UserError):
                said += self._from(member)  # a run that finished at the last moment is kept
            member.bury()
        self.crew = []
        self._ahead.close()
        end_helper()
        self._held.close()
        return said
