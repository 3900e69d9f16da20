"""What Inkling has exported is read, and no other program."""

import pytest

from engine.errors import UserError
from engine.networks.export import ACTIVATE, export_python
from engine.networks.exported import Program, read_program
from engine.networks.network import FeedForward, NetworkSpec


@pytest.mark.parametrize("activation", ACTIVATE)
def test_its_constants_are_read(tmp_path, activation):
    export_python(tmp_path / "a.py", FeedForward(NetworkSpec((5,), activation, input_range=(-1.0, 1.5))))
    names = tuple(map(str, range(10)))
    assert read_program(tmp_path / "a.py") == Program("a.pt", (784, 5, 10), names, activation, (-1.0, 1.5))


@pytest.mark.parametrize(
    "change",
    [
        ("SIZES = (784, 5, 10)", "SIZES = 'x'"),
        ("SIZES = (784, 5, 10)", "SIZES = print()"),
        ("LOW, HIGH = ", "LOW, HIGH = 1j, "),
        ("PARAMETERS = ", "OTHERS = "),
        ("torch.relu(layer(x))", "layer(x) ** 2"),
        ("import sys", "import sys; )"),
    ],
)
def test_a_program_that_was_changed_is_refused_and_never_run(tmp_path, change):
    path = tmp_path / "a.py"
    export_python(path, FeedForward(NetworkSpec((5,))))
    assert change[0] in path.read_text()
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(UserError, match="never run"):
        read_program(path)


def test_a_path_to_the_parameters_elsewhere_is_a_name_beside_it(tmp_path):
    export_python(tmp_path / "a.py", FeedForward(NetworkSpec((5,))))
    text = (tmp_path / "a.py").read_text().replace("'a.pt'", "'/etc/passwd'")
    (tmp_path / "a.py").write_text(text)
    assert read_program(tmp_path / "a.py").parameters == "passwd"
