"""Programs of experiments have what their settings ask for, and nothing else."""

from engine.code import stopping_in_experiments as parts


def test_without_any_of_it_a_program_is_what_it_was():
    for part in (parts.validation, parts.watched, parts.begin, parts.stop):
        assert part({"hidden", "after"}) == ""
    assert parts.mean(set()) == "mean = np.mean(accuracies, axis=0)"


def test_each_rule_stands_in_it_if_a_candidate_has_it():
    assert "0 < patience <= stale:" in parts.stop({"patience"})
    assert "target_accuracy" not in parts.stop({"patience"})
    assert "shortest" in parts.mean({"target_accuracy"})
    assert "validation_images" not in parts.watched({"patience"})
    assert "validation_images" in parts.watched({"patience", "validation_fraction"})


def test_what_comes_after_the_split_is_done_to_training_images_unless_their_variants_get_it():
    assert "after" not in parts.validation({"validation_fraction"})
    assert "train_images = after(train_images)\n" in parts.validation({"validation_fraction", "after"}) + "\n"
    assert 'if augmentation == "none" else' in parts.validation({"validation_fraction", "after", "augmentation"})
