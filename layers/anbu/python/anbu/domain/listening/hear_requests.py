"""What the resident asks for."""

import re

from anbu.domain.listening.answers import Answer, literally, own_words
from anbu.domain.listening.heard import Polarity, RequestMention
from anbu.domain.listening.sentences import Sentence
from anbu.domain.listening.topic_lexicon import request_rule, request_subjects

SOME_HELP = "도움 요청"


_NONE_OF_IT = re.compile("[은는도] ?(?:있|잘 )|무슨|뭔 |뭘 ")
"""There is enough of it, or what would one want with it ("뭔 일을 또 헌다요")."""
_OFFERED = re.compile("도움|도와|필요하|원하시|바라시")
"""Help was offered: what is named in answer is asked for."""


def hear_requests(said: tuple[Sentence, ...], question: str = "") -> tuple[RequestMention, ...]:
    """One request a sentence, named by its subject. Asking the machine to speak up is no request.

    Asked what help they need, people name the thing and no more: "쌀이나 좀", "반찬 같은 것도 해 주나요".
    """
    found: dict[str, RequestMention] = {}
    for sentence in said:
        plain = sentence.plain
        if not request_rule("asks").search(plain) and not (_OFFERED.search(question) and _names_something(plain)):
            continue
        if request_rule("not_asking").search(plain) and not request_rule("although").search(plain):
            continue
        say = next((say for subject, say in request_subjects() if subject.search(plain)), SOME_HELP)
        found.setdefault(say, RequestMention(say, sentence.said))
    return tuple(found.values())


def _names_something(plain: str) -> bool:
    if literally(plain) is Polarity.NO or own_words(plain) is Answer.FINE or _NONE_OF_IT.search(plain):
        return False
    return any(subject.search(plain) for subject, _ in request_subjects())
