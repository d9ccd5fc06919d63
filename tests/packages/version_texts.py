"""Texts that authors write for versions, generated: the same ones in every run."""

from __future__ import annotations

import random

SEED = 20261128
NUMBERS = ["0", "1", "2", "9", "10", "01", "00", "123", "2024", "99999", "100000"]
DATES = [
    "20240115",
    "2018-03-08",
    "2018.03.08",
    "2024:01:15",
    "201001021530",
    "1234567",
]
WORDS = ["stable", "beta", "b", "RC", "alpha", "a", "patch", "pl", "p", "dev", "free"]
SIGNS = [".", "-", "_", ":", "+", "", "", ".-", ".."]
ODD = ["v", "V", "x", "*", "#a", "@beta", "@dev", " ", ",", "\n", "١", "é", "/", "as"]
WHOLE = ["trunk", "master", "default", "Trunk", "dev-x", "1.0 as 2.0", "1.x-dev", ""]


def version_texts(count: int) -> list[str]:
    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    return [_text(chance) for _ in range(count)]


def _text(chance: random.Random) -> str:
    if chance.random() < 0.02:
        return chance.choice(WHOLE)
    text = chance.choice(DATES) if chance.random() < 0.25 else _numbers(chance)
    if chance.random() < 0.1:
        text = chance.choice("vV") + text
    while chance.random() < 0.55:
        text += chance.choice(SIGNS) + _word(chance)
    if chance.random() < 0.15:
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(ODD) + text[place:]
    return text


def _numbers(chance: random.Random) -> str:
    return ".".join(chance.choices(NUMBERS, k=chance.randint(1, 5)))


def _word(chance: random.Random) -> str:
    word = chance.choice(WORDS + NUMBERS)
    return chance.choice([word, word, word.upper(), word.title()])
