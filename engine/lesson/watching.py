"""Whether all that a step asks for has been seen since it began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.lesson.names import RUN_SIGNS
from engine.lesson.steps import Sign, Value


class Watch:
    """What a person does is seen once and stays seen. What is seen of a run has to hold all at one time, so that the
    accuracy of one run does not count with the size of another."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        self._doings = [sign for sign in signs if sign.when not in RUN_SIGNS]
        self._of_run = [sign for sign in signs if sign.when in RUN_SIGNS]
        self._seen: set[Sign] = set()
        self._run_holds = not self._of_run

    def see(self, name: str, value: Value = None) -> bool:
        """Something that the person did. Returns whether all has been seen."""
        self._seen.update(sign for sign in self._doings if sign.when == name and sign.holds(value))
        return self.done

    def see_run(self, facts: Mapping[str, Value]) -> bool:
        """What a run is after an epoch, by RUN_SIGNS. Returns whether all has been seen."""
        holds = all(sign.when in facts and sign.holds(facts[sign.when]) for sign in self._of_run)
        self._run_holds = self._run_holds or holds
        return self.done

    @property
    def done(self) -> bool:
        return self._run_holds and len(self._seen) == len(set(self._doings))
