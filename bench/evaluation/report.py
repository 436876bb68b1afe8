"""The evaluation in words and tables (`docs/evaluation.md`)."""

from collections.abc import Mapping

from bench.evaluation.alarms import Alarms
from bench.evaluation.score import Score, Tally
from bench.evaluation.topic_answers import Read

OVER_ALL = 11
"""So many of the figures are over all transcripts; the others have tables of their own."""
INTRODUCTION = """# Evaluation of the counselling record

Written by `make eval` (`python -m bench.evaluation`); do not edit.
The transcripts are in `bench/evaluation/transcripts/`, written and labelled by hand for this project:
dialects, indirect danger, hard negatives, corrections, attempts to instruct, calls that reached nobody.
They were used to build the rules, so the figures below say that nothing has been lost, not how strangers' words
will be read. For that, each lot was measured once before the rules had learnt from it:

| lot | danger + hard negatives | danger recall | false alarms |
|---|---|---|---|
| first | 201 + 124 | 0.841 | 0.048 |
| second, nearly all indirect or dialect | 112 + 71 | 0.607 | 0.056 |
| third, two thirds indirect or dialect | 130 + 74 | 0.731 | 0.027 |
| fourth, two thirds indirect or dialect | 108 + 59 | 0.648 | 0.034 |
| fifth, indirect or dialect only | 70 + 60 | 0.571 | 0.117 |
| sixth, by another author, a third explicit (the rules before: 0.725, 0.120) | 118 + 133 | 0.842 | 0.180 |
| seventh, as the sixth (the rules before: 0.570, 0.152) | 131 + 164 | 0.704 | 0.171 |
| eighth, as the sixth (the rules before: 0.496, 0.116) | 128 + 147 | 0.656 | 0.136 |
| ninth, by a third author, a third explicit (the rules before the sixth: 0.701, 0.083) | 67 + 60 | 0.851 | 0.083 |
| tenth, by a fourth author, three quarters indirect or dialect | 69 + 71 | 0.812 | 0.127 |
| eleventh, as the tenth | 69 + 70 | 0.870 | 0.114 |
| twelfth, as the tenth | 71 + 73 | 0.704 | 0.068 |
| thirteenth, as the tenth, weights learnt from the lots before (without: 0.653, 0.099) | 72 + 81 | 0.764 | 0.037 |
| fourteenth, by a fifth author, nearly half indirect, a quarter dialect | 100 + 100 | 0.610 | 0.100 |
| fifteenth, as the fourteenth | 301 + 300 | 0.591 | 0.090 |
| sixteenth, as the fourteenth | 100 + 100 | 0.540 | 0.140 |
| seventeenth, as the fourteenth, winding and dialect | 301 + 300 | 0.455 | 0.123 |
| eighteenth, by a sixth author, as the fourteenth | 100 + 100 | 0.740 | 0.110 |
| nineteenth, as the eighteenth | 301 + 301 | 0.608 | 0.076 |
| twentieth, as the eighteenth | 100 + 100 | 0.550 | 0.150 |
| twenty-first, as the eighteenth | 301 + 319 | 0.558 | 0.107 |

Everyday talk without danger, 1,500 utterances each by the same author: 10 false alarms in the first, 15 in the second
(6 with weights that had learnt from the first). The thresholds of the weights were chosen on the thirteenth lot and the
second of these, so that their own figures are a little too good.
The announced cuts and the neighbours' children among the fourteenth to twenty-first lots (ten answers) are kept as
hard negatives in which that danger may be heard: contract 4 asks for what is off now, and for the household.

Two more lots of the fifth and sixth authors (200 + 200) have not been learnt from: 0.500 recall, 0.140 false
alarms before the fourteenth to twenty-first lots were learnt, 0.770 and 0.130 after, 0.700 and 0.085 with the
stricter thresholds that these false alarms, and those of public talk, then led to; so the last two are no blind
figures any more. A third, winding and in dialect (301 + 301): 0.661 and 0.090, then 0.625 and 0.080. A lot by a
seventh author, in plain words and half explicit (140 + 140), never learnt from: 0.886 recall (63 of 70
explicit), 0.029 false alarms, and none in 600 everyday utterances; 67 of 70 after entries for the classes of
statement that it had shown to be missing. Everyday talk by the sixth author: 8
false alarms in 1,000 before it was learnt from. Public everyday utterances that were never read: 8.9 a thousand
before, 6.5 after, some of which do state a danger; what elderly people say in public care calls: 14 a thousand
before, 21 after.

An eighth author, who had seen neither rules nor lots, first measured on what had been learnt until then: 141 of 150
single explicit statements heard and 5 false alarms in 100 hard negatives (together the twenty-second lot), 10 in 1,099
everyday utterances (kept as those never learnt from: entries were mended for what they showed, the weights have not
read them); in the calls below 0.943 danger recall (all 17 explicit), and an alarm in 7 of the 44 and 2 of the 40 calls
without danger.

The twenty-third lot, by the authors of the rules themselves: explicit 84 of 90, indirect 30 of 50, dialect 25 of 28,
false alarms 3 of 66. A ninth author, asked to be a fair examiner, measured once (315 + 376): recall 0.870 (explicit
119 of 126, indirect 87 of 119, dialect 68 of 70), false alarms 0.066, and 2 in 500 everyday utterances. A tenth, who
wrote as recognition on a bad line does (315): explicit 117 of 140, indirect 59 of 105, dialect 64 of 70. Both lots were
lost with the machine on which they were measured; what they had shown to be missed is, put down anew by class, the
twenty-fourth lot, which is therefore no blind one.

The twenty-fifth lot, by an eleventh author who had seen neither rules nor lots, was asked for as a fair examiner would
set it (186 dangers + 208 hard negatives, half of the answers with a question before them) and measured once: recall
0.914 (explicit 75 of 77, indirect 58 of 72, dialect all 37), false alarms 0.053. The twenty-sixth, by a twelfth in the
same way (127 + 130), when that and the ordinary trouble below had been learnt: recall 0.945 (explicit 60 of 61,
indirect 37 of 43, dialect all 23), false alarms 0.054.

The weights no longer learn from what was made by class (`*_by_class`), as whole lots that were left out are told
better without (area under the curve 0.935 instead of 0.924, and 0.951 instead of 0.944). Half of all that is labelled
does nearly as well as all (0.005 to 0.008 less): more of the same will not bring what is missing. Pieces of three
words, and a sentence encoder of another kind (multilingual-e5-small), brought nothing or less. Of the floors of the
first twenty-one lots five were lowered for it: hard negatives quiet 0.9896 to 0.9883, precision 0.9374 to 0.9365, of
losing a home 0.9548 to 0.9527, of self-harm 0.9500 to 0.9485, of violence 0.8901 to 0.8808 (mostly violence named
beside a child in danger).

Whole calls by another author (10 to 20 turns, another agent's wording), measured once before the rules had learnt:

| lot | calls | topics right | need acceptable | reached right |
|---|---|---|---|---|
| first | 30 | 0.883 | 0.767 | 0.933 |
| second | 30 | 0.970 | 0.833 | 0.967 |
| by telephone, by the eighth author, half with danger | 77 | 0.948 | 0.727 | 1.000 |
| everyday, by the eighth author | 40 | 0.885 | 0.775 | 1.000 |
| fair, by a fifteenth author (7 of 28 without danger alarmed, 10 of 10 dangers heard) | 36 | 0.825 | 0.639 | 0.972 |
| transcribed, by a sixteenth author (9 of 28 alarmed, 8 of 9 heard) | 36 | 0.853 | 0.556 | 0.917 |
| fair, by a seventeenth author, after both (2 of 16 alarmed, 5 of 5 heard) | 20 | 0.925 | 0.650 | 0.850 |
| fair, by an eighteenth author, after these (3 of 16 alarmed, 4 of 5 heard) | 20 | 0.905 | 0.700 | 0.950 |

The first two of the last four showed that round-about answers about ordinary trouble were not understood, and that
the weights, who had learnt dangers and small talk only, took some of it for danger. Since then (2026-11-28) the letters
of an answer weigh for the topic that was asked about, too (`data/topic_weights.csv`, learnt from single answers and
from these calls). Before they were learnt from, the same two lots gave topics 0.894 and 0.928, need 0.694 and 0.833,
with entries mended for what they had shown; the others are quite new. Single answers about topics, most of them
round-about, by two more authors: 0.588 of 240 read right by the rules alone, 0.817 with the weights, which never learnt
them; 0.686 of 280 with weights that had learnt from other authors (elderly people, a fifth in dialect).
"""


def report(
    score: Score, alarms: Alarms, answers: Mapping[str, Read], *, engine: str, transcripts: int, seconds: float
) -> str:
    """Markdown: figures, danger by kind and by way of saying, everyday talk, topics, confusion of need, every miss."""
    misses = score.misses + alarms.misses + [miss for told in answers.values() for miss in told.misses]
    parts = [
        INTRODUCTION,
        f"Engine `{engine}`, {transcripts} transcripts, {transcripts / seconds * 60:,.0f} a minute on one core.\n",
        _table(
            ("figure", "value"), [(name, f"{value:.3f}") for name, value in list(score.figures().items())[1:OVER_ALL]]
        ),
        "## Danger by kind\n",
        _table(
            ("kind", "recall", "of", "precision", "of"),
            [
                (kind, _share(tally), str(tally.of), _share(score.precision[kind]), str(score.precision[kind].of))
                for kind, tally in sorted(score.recall.items())
            ],
        ),
        "## Danger by the way it is said\n",
        _table(("way", "recall", "of"), [(how, _share(t), str(t.of)) for how, t in sorted(score.by_how.items())]),
        "## Everyday talk\n",
        "Alarms where no danger is stated, and dangers said in so many words that are told between two lines of small\n"
        "talk, with full stops or, as recognition often writes, without; in answer to a question about something\n"
        "else; and behind what somebody answers in a whole call.\n",
        _table(("no danger", "false alarms", "of", "per thousand"), alarms.rows()),
        _table(
            ("an explicit danger", "recall", "of"), [(how, _share(t), str(t.of)) for how, t in alarms.heard.items()]
        ),
        "## Topics\n",
        _table(("topic", "right", "of"), [(topic, _share(t), str(t.of)) for topic, t in sorted(score.topics.items())]),
        "Single answers about a topic, most of them round-about:\n",
        _table(
            ("lot", "read right", "of", "trouble not read as fine", "of"),
            [
                (lot, _share(told.right), str(told.right.of), _share(told.not_fine), str(told.not_fine.of))
                for lot, told in answers.items()
            ],
        ),
        "## Need: acceptable values against what the engine said\n",
        _table(
            ("acceptable", "said", "transcripts"),
            [(wanted, said, str(count)) for (wanted, said), count in sorted(score.confusion.items())],
        ),
        f"## Misses ({len(misses)})\n",
        "\n".join(f"- {miss}" for miss in misses) + "\n" if misses else "None.\n",
    ]
    return "\n".join(parts)


def _share(tally: Tally) -> str:
    return f"{tally.share:.3f}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"
