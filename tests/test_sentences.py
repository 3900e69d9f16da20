"""What is said to people can be translated: whole sentences, written out, with named placeholders."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAME = re.compile(r"[a-z][a-z_]*")


def modules():
    return [path for top in ("engine", "gui", "commands") for path in sorted((ROOT / top).rglob("*.py"))]


def calls(tree):
    """Calls of ``_`` and ``ngettext``, and the keywords of the ``.format`` around each (None: there is none)."""
    around = {
        id(node.func.value): {keyword.arg for keyword in node.keywords}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            yield node, around.get(id(node))


def sentences(call):
    return [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def faults(source):
    for call, given in calls(ast.parse(source)):
        said = sentences(call)
        if len(said) != (1 if call.func.id == "_" else 2):
            yield f"{call.lineno}: only a sentence that is written out can be taken out for the translators"
            continue
        fields = [{field for _, field, _, _ in Formatter().parse(one) if field is not None} for one in said]
        if any(not NAME.fullmatch(field) for found in fields for field in found):
            yield f"{call.lineno}: placeholders have names, and nothing but names: {said}"
        if given is not None and None not in given and set().union(*fields) != given:
            yield f"{call.lineno}: {said} is given {given}"


def test_sentences_are_whole_and_their_placeholders_have_names():
    assert len(modules()) > 500
    sources = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in modules()}
    assert not [f"{name}:{fault}" for name, source in sources.items() for fault in faults(source)]


@pytest.mark.parametrize(
    "source",
    [
        "_(words)", '_(f"{count} images")', '_("{} images").format(3)', '_("{0} images")', '_("{image.size} pixels")',
        '_("{count} images").format(number=3)', '_("a" + words)', 'ngettext("one", words, 3)',
    ],
)  # fmt: skip
def test_what_it_looks_for_would_be_found(source):
    assert list(faults(source))


def test_what_cannot_be_misunderstood_passes():
    assert not list(
        faults('_("{count} images of {name}").format(count=3, name="x")\nngettext("{n} run", "{n} runs", 2)')
    )
