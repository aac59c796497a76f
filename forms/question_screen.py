"""What is on the screen: the current question with its buttons, the card, or the list behind 修改."""

from datetime import date

from forms.card import CARD_ROWS, card_text, change_rows, in_a_row, in_lines
from forms.conditions import look_up
from forms.effects import Ask, FormButton, Rows
from forms.kinds.outcomes import QuestionScreen, is_offer
from forms.model import Form
from forms.question import Question
from forms.question_path import answers_in_effect, is_counted, previous_stop, progress
from forms.situation import asked_of
from forms.state import CHANGE, REVIEW, State
from locales import N_, Text


def screen_of(form: Form, state: State, today: date) -> Ask:
    if state.at == REVIEW:
        return Ask(card_text(form, state), CARD_ROWS, state.revision, state.at)
    if state.at == CHANGE:
        return Ask(N_("What should be changed?"), change_rows(form, state), state.revision, state.at)
    question = form.question(state.at)
    screen = question.kind.screen(asked_of(form, state, state.at, today))
    question_line = _counted(form, state, screen.text)
    text = in_lines([_context(form, state, question), _so_far(form, state), question_line, screen.more])
    return Ask(text, (*screen.rows, *_own_rows(form, state, screen)), state.revision, state.at)


def _context(form: Form, state: State, question: Question) -> Text:
    """“康民大药房 · 上次检查 2024-11-12” above the question that asks to be told so."""
    about = look_up(answers_in_effect(form, state), question.context) if question.context else None
    return in_a_row([about["label"], about.get("note", "")]) if is_offer(about) else ""


def _counted(form: Form, state: State, text: Text) -> Text:
    if not is_counted(form, state):
        return text
    n, of = progress(form, state)
    return N_("{question}  {n}/{of}", question=text, n=n, of=of)


def _so_far(form: Form, state: State) -> Text:
    """The earlier answer, as long as the new one has not begun."""
    if state.at not in state.answers or state.partial.get(state.at) is not None:
        return ""
    asked = asked_of(form, state, state.at)
    words = asked.question.kind.show(asked, asked.answer) if asked.answer is not None else N_("skipped")
    return N_("So far: {answer}", answer=words) if words else ""


def _own_rows(form: Form, state: State, screen: QuestionScreen) -> Rows:
    """The buttons that every question has: 跳过, then 不改 上一步 取消 as far as they apply."""
    question = form.question(state.at)
    skip = (FormButton("skip", "", N_("Skip")),) if question.optional and screen.skip else ()
    keep = (FormButton("keep", "", N_("Keep")),) if state.at in state.answers and not state.from_card else ()
    back = (FormButton("back", "", N_("Back")),) if screen.back or previous_stop(form, state) else ()
    walk = (*keep, *back, FormButton("cancel", "", N_("Cancel")))
    return (skip, walk) if skip else (walk,)
