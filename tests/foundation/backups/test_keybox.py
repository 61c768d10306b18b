"""Keys enclosed under a passphrase."""

import json

import pytest

from chuangcheng.foundation.backups.formats.keybox import WrongPassphrase, close_box, open_box

KEYS = {"SECRET_KEY": "s" * 50, "ENCRYPTION_KEYS": "one,two"}
PASSPHRASE = "correct horse battery"


def test_the_passphrase_opens_the_box() -> None:
    assert open_box(close_box(KEYS, PASSPHRASE), PASSPHRASE) == KEYS


def test_nothing_of_the_keys_shows() -> None:
    box = close_box(KEYS, PASSPHRASE)
    assert b"ssss" not in box
    assert b"one" not in box


def test_two_boxes_of_the_same_keys_differ() -> None:
    assert close_box(KEYS, PASSPHRASE) != close_box(KEYS, PASSPHRASE)


@pytest.mark.parametrize("guess", ["", "correct horse batterY", PASSPHRASE + " "])
def test_another_passphrase_opens_nothing(guess: str) -> None:
    with pytest.raises(WrongPassphrase):
        open_box(close_box(KEYS, PASSPHRASE), guess)


@pytest.mark.parametrize("part", ["kind", "salt", "nonce", "box"])
def test_a_changed_box_is_no_box(part: str) -> None:
    document = json.loads(close_box(KEYS, PASSPHRASE))
    document[part] = document[part][:-4] + "AAA="
    with pytest.raises(WrongPassphrase):
        open_box(json.dumps(document).encode(), PASSPHRASE)


@pytest.mark.parametrize("box", [b"", b"[]", b"{}", b"null", b"\xff"])
def test_something_else_is_no_box(box: bytes) -> None:
    with pytest.raises(WrongPassphrase):
        open_box(box, PASSPHRASE)
