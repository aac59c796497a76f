"""What people say to be polite or because they are lost, 你好, 谢谢, 帮助: a useful answer, with the keys."""

from unicodedata import normalize

from handlers.home.home import help_, start, waiting
from handlers.turn.home_keys import home_keys
from handlers.turn.turn import Turn
from handlers.turn.typed_lines import typed_line
from locales import N_, Message, languages, tr

HELLO = N_("hello / hi / good morning / are you there")
THANKS = N_("thanks / thank you / ok / got it")
HELP = N_("help / what can you do / how does this work")


@typed_line(12)
def greeted(turn: Turn, words: str) -> bool:
    """In the words of every language, whatever signs stand around them."""
    said = _bare(words)
    if said in _all(HELLO):
        start(turn)
    elif said in _all(THANKS):
        turn.say(N_("You are welcome."), waiting(turn), keyboard=home_keys(turn))
    elif said in _all(HELP):
        help_(turn)
    else:
        return False
    return True


def _all(words: Message) -> set[str]:
    return {_bare(word) for language in languages() for word in tr(words, language).split("/")}


def _bare(text: str) -> str:
    """Letters and digits alone: “你好！” is 你好."""
    return "".join(sign for sign in normalize("NFKC", text).casefold() if sign.isalnum())
