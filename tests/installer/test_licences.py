"""What belongs to whom in the package: nothing gets in that Inkling does not require."""

import pytest

from installer.licences import collect_licences, packages_of, required


def test_modules_and_files_are_traced_to_their_packages():
    assert packages_of(["torch.nn", "torch/lib/libc10.so", "numpy/linalg/_umath_linalg.so"]) == {"torch", "numpy"}


def test_what_the_program_requires_is_known_to_the_last():
    assert {"torch", "numpy", "pyqtgraph", "shiboken6", "typing-extensions"} <= required("inkling")
    assert not required("inkling") & {"pytest", "hypothesis", "pyinstaller"}


def test_a_tool_of_development_in_the_package_ends_its_making(tmp_path):
    with pytest.raises(SystemExit, match="pytest"):
        collect_licences(["numpy", "pytest"], [], tmp_path / "licences")
