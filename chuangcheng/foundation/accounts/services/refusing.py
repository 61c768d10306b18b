"""How the services of roles refuse."""

from chuangcheng.domain.errors import Fault, Place, Refused, Sentence


def refusal(sentence: Sentence, at: str = "", **words: object) -> Refused:
    """Return the refusal with this sentence; ``at`` is the field of the form it is about."""
    place = Place(path=(at,)) if at else Place()
    return Refused((Fault(sentence, place, {name: str(word) for name, word in words.items()}),))
