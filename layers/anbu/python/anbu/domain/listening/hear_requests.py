"""What the resident asks for."""

from anbu.domain.listening.heard import RequestMention
from anbu.domain.listening.sentences import Sentence
from anbu.domain.listening.topic_lexicon import request_rule, request_subjects

SOME_HELP = "도움 요청"


def hear_requests(said: tuple[Sentence, ...]) -> tuple[RequestMention, ...]:
    """One request a sentence, named by its subject. Asking the machine to speak up is no request."""
    found: dict[str, RequestMention] = {}
    for sentence in said:
        plain = sentence.plain
        if not request_rule("asks").search(plain):
            continue
        if request_rule("not_asking").search(plain) and not request_rule("although").search(plain):
            continue
        say = next((say for subject, say in request_subjects() if subject.search(plain)), SOME_HELP)
        found.setdefault(say, RequestMention(say, sentence.said))
    return tuple(found.values())
