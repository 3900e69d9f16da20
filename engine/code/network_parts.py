"""The second half of a program: the network, its loss and optimiser, one batch, the loop, and what comes of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from engine.code import stopping_parts
from engine.code.lines import filled, number
from engine.code.recipe import CROSS_ENTROPY, NLL, Recipe
from engine.networks.network import LEAKY_SLOPE
from engine.training.rate_changes import RateChange

ACTIVATED = {
    "relu": "F.relu(@X@)",
    "leaky_relu": f"F.leaky_relu(@X@, {LEAKY_SLOPE})",
    "tanh": "torch.tanh(@X@)",
    "sigmoid": "torch.sigmoid(@X@)",
    "identity": "@X@",
}
CLASS = '''
# The network
class Network(nn.Module):
    """@SIZES@: each unit is fed by all units of the layer before it."""  #: hidden

    def __init__(self):
        super().__init__()
        @LAYERS@
        @DROPOUT@

    @FORWARD@
'''
FORWARD = """
def forward(self, x):
    @HIDDEN@
    @RESULT@"""
SUMS_AND_FORWARD = """
def sums(self, x):
    @HIDDEN@
    return self.@LAST@(x)  #: hidden

def forward(self, x):
    # softmax makes probabilities of the sums: between 0 and 1, and 1 together.
    return F.softmax(self.sums(x), dim=1)  #: output"""
RESULTS = {
    NLL: """
# softmax makes probabilities of the sums; the logarithm is taken with it, since small ones would become 0.
return F.log_softmax(self.@LAST@(x), dim=1)  #: output, hidden""",
    CROSS_ENTROPY: """
# Raw sums: CrossEntropyLoss takes their log_softmax itself.
return self.@LAST@(x)  #: output, hidden""",
}


def network(recipe: Recipe) -> str:
    spec, config = recipe.plan.spec, recipe.plan.config
    layers = [f"self.layer{n} = nn.Linear({a}, {b})  #: hidden" for n, (a, b) in enumerate(pairwise(spec.sizes), 1)]
    share = number(config.dropout)
    module = f"Dropout({share}, seed)" if recipe.style.repeats else f"nn.Dropout({share})"
    return filled(
        CLASS,
        sizes=spec,
        layers="\n".join(layers),
        dropout=f"self.dropout = {module}  #: dropout" if recipe.has_dropout else "",
        forward=_forward(recipe),
    )


def _forward(recipe: Recipe) -> str:
    last, softmax = f"layer{len(recipe.plan.spec.hidden) + 1}", recipe.plan.spec.output == "softmax"
    return filled(
        SUMS_AND_FORWARD if softmax else FORWARD,
        hidden="\n".join(_hidden(recipe)),
        last=last,
        result=filled(RESULTS[recipe.style.loss], last=last),
    )


def _hidden(recipe: Recipe) -> Iterator[str]:
    for layer in range(1, len(recipe.plan.spec.hidden) + 1):
        a = filled(ACTIVATED[recipe.plan.spec.activation], x=f"self.layer{layer}(x)")
        yield f"x = {f'self.dropout({a})' if recipe.has_dropout else a}  #: activation, hidden, dropout"


LOSS_AND_OPTIMIZER = """
# Loss and optimiser
network = Network()
@WEIGHTS@
@LOSS@
@WHY@
optimizer = @OPTIMIZER@  #: optimizer, learning_rate, momentum, weight_decay, schedule
@SCHEDULER@
"""
LOSS = {
    ("log_softmax", NLL): """
# Minus the log-probability of the true digit. NLLLoss on log_softmax is CrossEntropyLoss on the raw sums.
loss_function = nn.NLLLoss()  #: output""",
    ("log_softmax", CROSS_ENTROPY): """
# Minus the log-probability of the true digit. CrossEntropyLoss on raw sums is NLLLoss on their log_softmax.
loss_function = nn.CrossEntropyLoss()  #: output""",
    ("softmax", NLL): """
# Minus the probability of the true digit: NLLLoss takes no logarithm. It is flat where the network is wrong.
loss_function = nn.NLLLoss()  #: output""",
}
SLOWED_DOWN = "# Slowed down on purpose: Adam would be there sooner, and hide what else matters."
OPTIMIZERS = {"sgd": "SGD", "rmsprop": "RMSprop", "adam": "Adam"}
SCHEDULER = """
# The learning rate falls from epoch to epoch along half a cosine.
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=epochs)  #: schedule"""


def loss_and_optimizer(recipe: Recipe) -> str:
    config = recipe.plan.config
    plain = config.optimizer == "sgd" and not config.momentum
    return filled(
        LOSS_AND_OPTIMIZER,
        weights="draw_weights(network, seed)  #: seed" if recipe.style.repeats else "",
        loss=filled(LOSS[recipe.plan.spec.output, recipe.style.loss]),
        why=SLOWED_DOWN if plain else "",
        optimizer=_optimizer(recipe),
        scheduler=filled(SCHEDULER) if config.schedule == "cosine" else "",
    )


def _optimizer(recipe: Recipe) -> str:
    config = recipe.plan.config
    momentum = config.momentum if config.optimizer == "sgd" else 0.0
    given = {"lr": config.learning_rate, "momentum": momentum, "weight_decay": config.weight_decay}
    words = ", ".join(f"{name}={number(value)}" for name, value in given.items() if value)
    return f"torch.optim.{OPTIMIZERS[config.optimizer]}(network.parameters(), {words})"


ONE_BATCH = """
# One batch, before training: the network knows nothing yet
@BATCH@
with torch.no_grad():
    @EVAL@
    output = network(X)
    @LOG_P@
print("output:", tuple(output.shape))
# Log-probabilities are all near @CHANCE_LOG@, so that their exponentials, the probabilities, are near @CHANCE@.
print("log-probabilities:", @NAME@[0].numpy().round(2))
print("probabilities:", @NAME@[0].exp().numpy().round(2))
print(f"loss: {loss_function(output, y):.3f}, by chance @CHANCE_LOSS@")  #: output
"""
BATCHES = {
    True: "X, y = train_data[np.random.default_rng(seed).permutation(len(train_data))[:@SIZE@]]  #: batch_size, seed",
    False: "X, y = next(iter(train_loader))  #: batch_size",
}


def one_batch(recipe: Recipe) -> str:
    chance = 1 / recipe.classes
    is_output = recipe.log_probabilities("X") == "network(X)"
    loss = -chance if recipe.plan.spec.output == "softmax" else -math.log(chance)
    return filled(
        ONE_BATCH,
        batch=filled(BATCHES[recipe.style.repeats], size=recipe.plan.config.batch_size),
        eval="network.eval()  #: dropout" if recipe.has_dropout else "",
        log_p="" if is_output else f"log_p = {recipe.log_probabilities('X')}  #: output",
        name="output" if is_output else "log_p",
        chance_log=f"{math.log(chance):.1f}",
        chance=f"{chance:.2g}",
        chance_loss=f"{loss:.3f}",
    )


LOOP = """
# Training
losses, train_accuracies, test_accuracies = [], [], []
@BEGIN@
@RATES@
for epoch in range(1, epochs + 1):  #: epochs, patience, target_accuracy
    @AUGMENT@
    network.train()
    batch_losses, batch_accuracies = [], []
    @BATCHES@
        @RATE@
        # Forward: the activations, and how wrong they are.
        output = network(X)
        loss = loss_function(output, y)  #: output
        # Backward: the gradients, old ones away first; then a small step against them.
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()  #: optimizer, learning_rate
        batch_losses.append(loss.item())
        batch_accuracies.append(100 * (output.argmax(dim=1) == y).float().mean().item())
    @SCHEDULE@
    network.eval()
    with torch.no_grad():
        @TESTED@
        @MEASURED@
    losses.append(np.mean(batch_losses))
    train_accuracies.append(np.mean(batch_accuracies))
    print(f"epoch {epoch}: loss {losses[-1]:.4f}, train {train_accuracies[-1]:.2f} %, test {test_accuracies[-1]:.2f} %")
    @STOP@
"""
TESTED = "test_accuracies.append(100 * (network(X_test).argmax(dim=1) == y_test).float().mean().item())"


PLAIN_BATCHES = "for X, y in train_loader:  #: batch_size"
COUNTED_BATCHES = "for batch, (X, y) in enumerate(train_loader, 1):  #: batch_size, learning_rate"
NEW_RATE = """
if (epoch, batch) in new_rates:  #: learning_rate
    optimizer.param_groups[0]["lr"] = new_rates[epoch, batch]  #: learning_rate"""
RATES_WHY = "# The learning rate was changed while this run was trained: by epoch and batch, both counted from 1."


def loop(recipe: Recipe) -> str:
    changes = recipe.rate_changes
    return filled(
        LOOP,
        tested=_tested(recipe),
        begin=stopping_parts.begin(recipe),
        measured=stopping_parts.measured(recipe),
        stop=stopping_parts.stop(recipe),
        rates=_new_rates(changes) if changes else "",
        batches=COUNTED_BATCHES if changes else PLAIN_BATCHES,
        rate=filled(NEW_RATE) if changes else "",
        augment="X_train.copy_(varied(epoch))  #: augmentation" if recipe.augments else "",
        schedule="scheduler.step()  #: schedule" if recipe.plan.config.schedule == "cosine" else "",
    )


def _tested(recipe: Recipe) -> str:
    """In double precision, 90 of 100 are 90 % where that is to be reached."""
    if not recipe.plan.config.chooses_on_test:
        return TESTED
    return f"{TESTED.replace('float()', 'double()')}  #: patience, target_accuracy"


def _new_rates(changes: tuple[RateChange, ...]) -> str:
    rows = [f"    ({one.epoch}, {one.batch}): {number(one.rate)},  #: learning_rate" for one in changes]
    return "\n".join([RATES_WHY, "new_rates = {  #: learning_rate", *rows, "}  #: learning_rate"])
