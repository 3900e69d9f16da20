"""The Python file that ``engine.sharing.export_python`` writes: @WORDS@ are filled in."""

TEMPLATE = '''\
"""Says which digit is on a picture:  python @NAME@ picture.png

The network was trained with Inkling on digits as MNIST has them: white ink on black, 28 x 28 pixels, the digit about 20
pixels high and in the middle. A picture of any other size is scaled to 28 x 28 as it is, and colours become grey.
Needs torch and Pillow. The parameters are in the .pt file beside this one.
"""

import sys
from pathlib import Path

import torch
from PIL import Image
from torch import nn

SIZES = @SIZES@  # units of every layer
LOW, HIGH = @LOW@, @HIGH@  # what black and white pixels become


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(inputs, units) for inputs, units in zip(SIZES, SIZES[1:]))

    def forward(self, pixels):
        """(n, 784) pixels from 0 to 255 to (n, 10) log-probabilities."""
        x = LOW + pixels * ((HIGH - LOW) / 255)
        for layer in self.layers[:-1]:
            x = @ACTIVATE@
        return torch.log_softmax(self.layers[-1](x), 1)


def load():
    network = Network()
    network.load_state_dict(torch.load(Path(__file__).with_suffix(".pt"), weights_only=True))
    return network.eval()


def read(path):
    """(1, 784) pixels."""
    picture = Image.open(path).convert("L")
    if picture.size != (28, 28):
        picture = picture.resize((28, 28), Image.Resampling.BOX)
    return torch.frombuffer(bytearray(picture.tobytes()), dtype=torch.uint8).float().reshape(1, 784)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with torch.no_grad():
        probabilities = load()(read(sys.argv[1]))[0].exp()
    for digit, probability in enumerate(probabilities):
        print(f"{digit}: {probability:.6f}")
    print(f"It is a {probabilities.argmax()}.")
'''
