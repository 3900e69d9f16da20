"""Files of JSON that are nearly right: experiments, drawings, and what was said about a run. Each function returns the
file and its ending."""

from engine.digits.changes import CHANGE_KINDS, FEW, LEFT_OUT, SHIFTED, WHERE
from engine.experiments.factors import FACTORS
from engine.networks.network import ACTIVATIONS
from engine.training.config import AUGMENTATIONS, OPTIMIZERS, SCHEDULES
from tests.abuse.fuzz_parts import ODD, Raw, happens, json_file, odd, pick, record

ENDING = ".json"
VALUES = (
    "0", "1", "2", "10", "-1", "−1", "0.5", "1e5", "1e-300", "1e400", "nan", "inf", "-inf", "1_000", "1'000", "1,000",
    "٣", "²", "400000000", "9999999999", "9" * 5_000, "1 2", "1.2.3", ".", "", " ", "none", "None", "x" * 5_000,
    "\ud800", "64, 32", "1, " * 11 + "1", "10001", "0 to 1", "0 to 0", "1 to 0", "0 to 1 but tested in 0 to 255",
    "-1e3 to 1", "1e9 to 2", "0 to 9999999", "0.1.2 to 3", "relu", "ReLU", "adam", "0x10", "1" + " " * 5_000 + "x",
    "4294967296", "1E1",
)  # fmt: skip
SETTINGS = ("epochs", "batch_size", "learning_rate", "momentum", "weight_decay", "dropout")
NUMBERS = (0, 1, -1, 1e-300, 1e30, 1e31, 100_000, 100_001, 2**32, 2**63, 0.999999, 0.1, Raw("1" + "0" * 4_000))
HIDDEN = ([], [0], [-1], [10_001], [8.9], ["8"], [True], [1] * 11, [10_000] * 3, "999", 999)
RANGES = ([0.0, 255.0], [-1, 1], [1, 1], [0], [0, 1, 2], [0, 1e7], [-1e6, 1e6], [0, None])


def number(random, usual, one_in=100):
    """A number that may be another, or none."""
    return odd(random, usual, *NUMBERS, one_in=one_in)


def network(random, hidden=(1,)):
    return record(
        random,
        {
            "hidden": odd(random, [*hidden], *HIDDEN),
            "activation": odd(random, random.choice(tuple(ACTIVATIONS)), "gelu", "RELU", "__class__"),
            "output": odd(random, random.choice(("log_softmax", "softmax")), "sigmoid"),
            "input_range": odd(random, [0, 1], *RANGES),
        },
    )  # fmt: skip


def training(random, usual):
    """``usual``: a record of what is trained with, which most fields have."""
    fields = {name: number(random, usual[name]) if name in SETTINGS else value for name, value in usual.items()}
    fields["seed"] = number(random, usual["seed"])
    fields["optimizer"] = odd(random, usual["optimizer"], *OPTIMIZERS, "lion")
    fields["schedule"] = odd(random, usual["schedule"], *SCHEDULES, "linear")
    fields["augmentation"] = odd(random, usual["augmentation"], *AUGMENTATIONS, "mixup")
    return record(random, fields)


def changes(random):
    chosen = [_change(random) for _ in range(pick(random, 0, 1, 2, 8, one_in=2))]
    return record(random, {"chosen": odd(random, chosen), "seed": number(random, 0)})


def _change(random):
    kind, where = random.choice(CHANGE_KINDS), random.choice(WHERE)
    usual = {FEW: 2, SHIFTED: 2, LEFT_OUT: random.choice(([3, 4], [9]))}.get(kind, 0)
    value = odd(random, number(random, usual, 30), 2, [], [0] * 2_000, [1, 77], [*range(10)], [-1], [[1]], one_in=20)
    return record(
        random, {"kind": odd(random, kind, "blurred"), "value": value, "where": odd(random, where, "nowhere")}
    )


# An experiment

TRAINING = {
    "epochs": 2, "batch_size": 8, "learning_rate": 0.01, "optimizer": "sgd", "seed": 0, "momentum": 0.0,
    "weight_decay": 0.0, "dropout": 0.0, "schedule": "constant", "augmentation": "none",
}  # fmt: skip


def experiment(random):
    factors = [_factor(random) for _ in range(pick(random, random.choice((1, 2)), 0, 3, 100, one_in=20))]
    seeds = pick(
        random, [0], [0, 1, 2], [], [0, 0], [*range(20)], [*range(21)], [-1], [2**32], [0.0], [1.5], "0", one_in=5
    )
    tree = record(
        random,
        {
            "format": odd(random, "inkling-experiment-1", "inkling-experiment-2"), "name": odd(random, "Which rate?"),
            "look_for": odd(random, "The curve."), "factors": odd(random, factors), "seeds": odd(random, seeds),
            "network": odd(random, network(random, random.choice(((), (1,), (64, 32))))),
            "training": odd(random, training(random, TRAINING)), "test_fraction": number(random, 0.1),
            "changes": odd(random, changes(random)), "test_range": odd(random, None, [0, 255], [0, 0], [0, 1e300]),
        },
    )  # fmt: skip
    return json_file(random, tree), ENDING


def _factor(random):
    name = pick(random, random.choice(tuple(FACTORS)), "", "seed", "__init__", one_in=40)
    kind = FACTORS.get(name)
    values = kind.example.split(kind.separator.strip()) if kind else []
    values = [value.strip() for value in values][: random.choice((1, 2, 9))]
    for _ in range(pick(random, 0, 1, 2, 60, one_in=5)):
        values.append(random.choice(VALUES))
    values = [odd(random, value, one_in=100) for value in values]
    return record(
        random, {"name": odd(random, name), "values": odd(random, values, [], ["0"] * 2, [str(n) for n in range(99)])}
    )


# Drawings


def drawings(random):
    count = pick(random, random.choice((1, 2, 3)), 0, 60, one_in=10)
    tree = record(
        random,
        {
            "format": odd(random, "inkling-digits-1", "inkling-digits-2"), "canvas": odd(random, 280),
            "digits": odd(random, [_drawing(random) for _ in range(count)]),
        },
    )  # fmt: skip
    return json_file(random, tree), ENDING


def _drawing(random):
    strokes = [_stroke(random) for _ in range(pick(random, random.choice((1, 2)), 0, 50, one_in=15))]
    label = odd(random, random.randrange(10), 10, -1, 3.0, "3", True)
    return odd(
        random, record(random, {"label": label, "strokes": odd(random, strokes, "12", {"a": 1}, one_in=60)}), one_in=200
    )


def _stroke(random):
    points = [_point(random) for _ in range(pick(random, random.choice((1, 2, 9)), 0, 400, one_in=15))]
    if happens(random, 60):
        points = [[random.choice(("x" * 100_000, [1], "", "1")), ""], *([["", ""]] * 2_100)]
    return odd(random, points, 1, "ab", ["ab", "cd"], [[1], [1, 2]], [[1, 2, 3]], [[[1, 2]]], [1, 2], [[]], one_in=60)


def _point(random):
    x, y = (odd(random, round(random.uniform(0, 280), 1), 0, -1, 1e9, 1e300, -0.0, True, "1", one_in=300) for _ in "xy")
    return odd(random, [x, y], [x], [x, y, x], [x, None], {"x": x}, one_in=300)


# What was said about a run


def about(random):
    lengths = (0, 1_000, 1_001, 100_000, 100_001)
    texts = (*("x" * length for length in lengths), "<b>b</b>", "a\nb", "\0", "\ud83d", "é" * 900, Raw('"\\ud800"'))
    fields = {
        "name": odd(random, "the good one", *texts, one_in=6), "note": odd(random, "with a note", *texts, one_in=6),
        "starred": odd(random, happens(random, 2), 1, "true", None, one_in=10),
        "left": odd(random, False, True, 0, one_in=10),
    }  # fmt: skip
    return json_file(random, pick(random, record(random, fields), *ODD, one_in=20)), ENDING
