"""Which packages are tried: the oldest and the newest that pyproject.toml allows."""

from scripts.test_versions import VARIED, oldest, requirements


def test_the_oldest_are_the_lowest_that_are_allowed_and_nothing_else_changes():
    assert oldest("numpy>=2,<3") == "numpy==2"
    assert oldest("PySide6-Essentials>=6.10,<6.12") == "PySide6-Essentials==6.10"
    assert oldest("Pillow>=11") == "Pillow>=11"
    old, new, torch = (requirements(name) for name in ("oldest", "newest", "torch"))
    assert {one.split("==")[0] for one in old if "==" in one} == {"torch", *VARIED}
    assert old[0] == new[0] != torch[0] == "torch"
    assert new[1:] == torch[1:]
    assert len(old) == len(set(old)) == len(new)
