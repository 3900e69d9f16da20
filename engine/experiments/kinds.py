"""One thing that can be varied in an experiment: what it does to a plan, and how its values are written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from engine.errors import UserError
from engine.experiments.writing import COMMA, TwoWays, Writing
from engine.words import _

Varied = TypeVar("Varied")


@dataclass(frozen=True)
class Kind(Generic[Varied]):
    """One thing that can be varied. ``vary``: a plan and a value to the plan with that value. ``samples``: values for
    an example. ``named``: a value so that it explains itself, where its words alone do not."""

    title: str
    vary: Callable[[Varied, Any], Varied]
    writing: Writing
    samples: tuple[Any, ...]
    named: Callable[[Any], str] | None = None

    @property
    def separator(self) -> str:
        """What stands between two values where a person writes them."""
        return self.writing.separator()

    @property
    def example(self) -> str:
        """Values as a person may write them."""
        return self.text(self.samples)

    def text(self, values: Iterable[Any]) -> str:
        """All of them as the person would write them; ``values`` understands it."""
        return self.separator.join(map(self.words, values))

    def words(self, value: Any) -> str:
        """As the person reads and writes it."""
        return self.writing.words(value)

    def label(self, value: Any) -> str:
        """A value that explains itself: "rate 0.01"."""
        return self.named(value) if self.named else self.words(value)

    def saved(self, value: Any) -> str:
        """For a file: in English, and with a point."""
        return self.writing.saved(value)

    def values(self, text: str) -> tuple[Any, ...]:
        """All that a person wrote. Raises UserError, field "values", with an example."""
        return tuple(self.value(part) for part in self._understood(self.writing.parts, text, self.example))

    def value(self, text: str) -> Any:
        """One of them. Raises UserError, field "values", with an example."""
        return self._understood(self.writing.read, text, self.example)

    def opened(self, text: str) -> Any:
        """What ``saved`` wrote. Raises UserError, field "values", with an example."""
        return self._understood(self.writing.opened, text, COMMA.join(map(self.saved, self.samples)))

    def _understood(self, read: Callable[[str], Any], text: str, example: str) -> Any:
        try:
            return read(text.strip())
        except UserError as error:
            sentence = _("{title}: {problem}").format(title=self.title, problem=error)
        except TwoWays as found:
            sentence = _(
                "{title}: “{text}” can be read in two ways: write it like {example}, with nothing between thousands."
            ).format(title=self.title, text=str(found)[:30], example=example)
        except (ValueError, KeyError, TypeError):
            sentence = _("{title}: “{text}” is not understood. Write, for example: {example}").format(
                title=self.title, text=text[:30], example=example
            )
        raise UserError(sentence, "values")
