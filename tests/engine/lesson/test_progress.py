"""What a person has done in a lesson is kept."""

import pytest

from engine.errors import UserError
from engine.lesson.progress import DONE, PASSED, SHOWN, Progress, load_progress, progress_path, save_progress
from engine.lesson.steps import Lesson, Step

LESSON = Lesson("A lesson", "en", (Step("a", "A", "train", "x"),))


def test_a_step_that_was_done_stays_done():
    progress = Progress("A lesson").reached("a", PASSED).reached("a", SHOWN)
    assert progress.taken("a").state == SHOWN
    assert progress.reached("a", DONE).reached("a", SHOWN).reached("a", PASSED).taken("a").state == DONE
    assert progress.taken("b") is None


def test_the_first_answer_that_was_marked_stays():
    progress = Progress("A lesson").answered("a", 3.0, False).answered("a", 4.0, True)
    assert (progress.taken("a").answer, progress.taken("a").right) == (3.0, False)


def test_a_free_text_may_be_changed_and_a_guess_until_it_was_measured():
    progress = Progress("A lesson").answered("a", "one", None).answered("a", "two", None)
    assert progress.taken("a").answer == "two"
    guessed = Progress("A lesson").answered("a", 95.0, None).answered("a", 95.0, True, 95.4)
    assert (guessed.taken("a").right, guessed.taken("a").truth) == (True, 95.4)


def test_progress_is_read_as_it_was_saved(tmp_path):
    progress = Progress("A lesson", "a", "Änne").reached("a", DONE).answered("a", ("x", "y"), True)
    path = progress_path(tmp_path, LESSON)
    assert load_progress(path, LESSON) == Progress("A lesson")
    save_progress(path, progress)
    assert load_progress(path, LESSON) == progress


def test_what_was_drawn_is_kept_and_can_be_taken_away(tmp_path):
    path = progress_path(tmp_path, LESSON)
    progress = Progress("A lesson").with_drawing("a", (None, 10.5, 90.0)).with_drawing("b", (1.0,))
    save_progress(path, progress)
    assert load_progress(path, LESSON) == progress
    assert progress.with_drawing("a", ()).drawn == {"b": (1.0,)}


def test_another_language_or_title_has_its_own_and_other_words_have_not(tmp_path):
    changed = Lesson("A lesson", "en", (Step("a", "B", "data", "y"), Step("b", "B", "data", "y")))
    assert progress_path(tmp_path, changed) == progress_path(tmp_path, LESSON)
    assert progress_path(tmp_path, Lesson("A lesson", "de", LESSON.steps)) != progress_path(tmp_path, LESSON)


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"lesson": "A lesson", "steps": {"a": {"state": "won"}}}')
    with pytest.raises(UserError, match="no state"):
        load_progress(path, LESSON)
