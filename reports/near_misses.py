"""Near misses: “三极度” is close to 三季度, and may also have meant 三河所."""

from collections.abc import Iterable
from difflib import SequenceMatcher

CLOSE, WORTH_A_BUTTON, SAME_BEGINNING, MOST = 0.6, 0.5, 0.2, 4


def nearest(word: str, vocabulary: Iterable[str]) -> list[str]:
    """The closest words first; none at all unless one is really close, or any chatter would be asked back."""
    alike = {known: SequenceMatcher(None, word, known).ratio() for known in vocabulary}
    if max(alike.values(), default=0) < CLOSE:
        return []
    scores = {known: ratio + SAME_BEGINNING * (known[:1] == word[:1]) for known, ratio in alike.items()}
    worth = [known for known, score in scores.items() if score >= WORTH_A_BUTTON]
    return sorted(worth, key=lambda known: -scores[known])[:MOST]
