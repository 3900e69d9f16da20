"""The packages name their terms, and what is shipped is what was collected."""

from gui.shell import licences
from gui.shell.licences import Licence, of_package, ship, shipped


def test_the_packages_name_their_terms_and_bring_their_texts():
    for name in licences.PACKAGES:
        found = of_package(name)
        assert found.version
        assert found.terms
        assert len(found.text()) > 500, name


def test_what_is_shipped_is_what_was_collected(tmp_path):
    text = tmp_path / "text"
    text.write_text("You may.")
    collected = [Licence("b", "2", "MIT", (text,)), Licence("A", "1", "BSD", (text, text))]
    ship(collected, tmp_path / "licences")
    found = shipped(tmp_path / "licences")
    assert [(licence.name, licence.version, licence.terms) for licence in found] == [
        ("A", "1", "BSD"),
        ("b", "2", "MIT"),
    ]
    assert found[0].text() == "You may.\n\nYou may."


def test_the_packaged_program_shows_what_was_shipped(tmp_path, monkeypatch):
    ship([Licence("only", "1", "MIT")], tmp_path)
    monkeypatch.setattr(licences, "SHIPPED", tmp_path)
    assert [licence.name for licence in licences.licences()] == ["only"]
