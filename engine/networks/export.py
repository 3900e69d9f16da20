"""A network for plain PyTorch: as a state_dict, and as a short program that needs no Inkling."""

from __future__ import annotations

import io
import re
import sys
from contextlib import suppress
from pathlib import Path

import torch
from torch import Tensor

from engine.errors import UserError
from engine.files import free_path, write_for_person
from engine.networks.network import FeedForward
from engine.words import _

ACTIVATE = {  # the exported file's own words for engine.networks.network.ACTIVATIONS
    "relu": "torch.relu(layer(x))",
    "leaky_relu": "nn.functional.leaky_relu(layer(x))",
    "tanh": "torch.tanh(layer(x))",
    "sigmoid": "torch.sigmoid(layer(x))",
    "identity": "layer(x)",
}

DIGITS = {
    "WHAT": "which digit",
    "IMAGES": "digits as MNIST has them: white ink on black, 28 x 28 pixels, the digit about\n"
    "20 pixels high and in the middle.",
    "ANSWER": "It is a",
}
OTHERS = {"WHAT": "what", "IMAGES": "images of 28 x 28 pixels, light on black as MNIST's are.", "ANSWER": "It is:"}
"""What the exported file says of itself."""

TEMPLATE = Path(__file__).with_name("classify.py.txt")
"""The program that ``export_python`` writes: @WORDS@ are filled in."""

TAKEN = sys.stdlib_module_names | {"torch", "PIL", "numpy"}


def export_state_dict(path: Path, network: FeedForward) -> None:
    """A ``state_dict`` as ``torch.save`` writes it: "layers.0.weight" (units, inputs), "layers.0.bias" (units,), ...

    Raises UserError if it cannot be written.
    """
    write_for_person(Path(path), _state_dict(network))


def export_python(path: Path, network: FeedForward) -> Path:
    """A Python file that needs only torch and Pillow and says what is on a picture, and its parameters beside it, under
    the same name with ``.pt``: or with a number, for whatever is there of that name stays, be it somebody else's or
    that of the Python file which is replaced. Returns the path of the parameters.

    Raises UserError if they cannot be written, or if ``import torch`` would find the file in torch's place.
    """
    path = Path(path)
    path = path if path.suffix == ".py" else path.with_name(f"{path.name}.py")
    if path.stem in TAKEN:
        sentence = _("Choose another name: Python itself looks for {file} when it needs “{module}”.")
        raise UserError(sentence.format(file=path.name, module=path.stem))
    parameters = free_path(path.with_suffix(".pt"))
    write_for_person(parameters, _state_dict(network))
    try:
        write_for_person(path, _python(path.name, parameters.name, network).encode())
    except UserError:
        with suppress(OSError):
            parameters.unlink()
        raise
    return parameters


def _state_dict(network: FeedForward) -> bytes:
    # Each is cloned: the parameters are views of one buffer, which would be written with every one of them.
    tensors: dict[str, Tensor] = {name: tensor.detach().clone() for name, tensor in network.state_dict().items()}
    file = io.BytesIO()
    torch.save(tensors, file)
    return file.getvalue()


def _python(name: str, parameters: str, network: FeedForward) -> str:
    spec, text = network.spec, TEMPLATE.read_text("utf-8")
    low, high = spec.input_range
    values = {
        "NAME": name,
        "PARAMETERS": repr(parameters),
        "SIZES": str(spec.sizes),
        "NAMES": repr(spec.names),
        "LOW": repr(low),
        "HIGH": repr(high),
        "ACTIVATE": ACTIVATE[spec.activation],
        **(DIGITS if spec.are_digits else OTHERS),
    }
    return re.sub("@([A-Z]+)@", lambda word: values[word[1]], text)  # in one go: a name may look like a word
