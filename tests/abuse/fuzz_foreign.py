"""Networks of others, nearly right: a state_dict as PyTorch saves it. Returns a file and its ending."""

import io
import zipfile
from functools import cache
from itertools import pairwise

import torch

from tests.abuse.fuzz_parts import happens, mutant, pick

SIZES = ((784, 10), (784, 8, 10), (784, 8, 8, 26), (784, 784, 5), (100, 10), (784, 1), (784, 8, 70))
KINDS = (torch.float32, torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64)


@cache
def _saved(sizes, kind, form):
    tensors = {}
    for place, (inputs, units) in enumerate(pairwise(sizes)):
        tensors[f"{place}.weight"] = torch.zeros(units, inputs, dtype=kind)
        tensors[f"{place}.bias"] = torch.zeros(units, dtype=kind)
    forms = {
        "plain": tensors,
        "nested": {"epoch": 3, "model_state_dict": tensors},
        "parameters": {name: torch.nn.Parameter(tensor, requires_grad=False) for name, tensor in tensors.items()},
        "views": {name: tensor.t() if tensor.ndim == 2 else tensor[::2] for name, tensor in tensors.items()},
        "list": list(tensors.values()),
        "conv": {**tensors, "conv.weight": torch.zeros(2, 1, 3, 3)},
    }
    file = io.BytesIO()
    torch.save(forms[form], file)
    return file.getvalue()


def foreign(random):
    """Most is in data.pkl, in which numbers and names are others now and then."""
    form = random.choice(("plain", "plain", "nested", "parameters", "views", "list", "conv"))
    data = _saved(random.choice(SIZES), random.choice(KINDS), form)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", pick(random, 0, 8, one_in=30)) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith("data.pkl") and happens(random, 2):
                content = mutant(random, content, content)
            elif happens(random, 30):
                content = random.choice((b"", content[:-4], content + bytes(4)))
            name = pick(random, info.filename, info.filename + "x", one_in=100)
            new.writestr(zipfile.ZipInfo(name), content, new.compression)
    return packed.getvalue(), pick(random, ".pt", ".pth", ".bin", ".safetensors", one_in=8)
