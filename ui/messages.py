"""From an error's code to what a person reads about it, in the language of the screen.

The sentences live in `resources/messages` and are shared with the command line; this is the window's only door to
them. Where they are shown is the screen's choice: `Toaster.say_error` for something that happened by itself, a
`Banner` where the page depends on it, a `FieldError` under the field it is about.
"""

from __future__ import annotations

from fieldapp import sentences
from fieldapp.errors import KnownError
from fieldapp.sentences import Sentence
from ui import i18n


def sentence(error: KnownError) -> Sentence:
    """What happened and what to do next.

    Raises:
        KeyError: a code without a sentence, which is a bug.
    """
    return say(error.code, error.params)


def say(code: str, params: dict[str, object] | None = None) -> Sentence:
    """The sentence for a code that is no error: a verdict, a reason, a warning.

    Raises:
        KeyError: a code without a sentence, which is a bug.
    """
    return sentences.say(code, params, i18n.language())
