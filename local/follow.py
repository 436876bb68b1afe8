"""Follows a round to the end of the machine's work, driving the fast clock and showing where everybody stands."""

from collections.abc import Callable

from anbu.domain.cases.case import Case
from anbu.domain.cases.state import MACHINE_STATES
from anbu.domain.ids import CaseId
from local.drive import Driver
from local.rounds import UploadedRound
from local.watch import Watch


def follow(uploaded: UploadedRound, seconds: float = 1800, each: Callable[[Watch], None] = lambda _: None) -> None:
    """Comes back when nobody of the round waits for the machine any more. `each` sees the watch at every beat.

    Raises:
        Stalled: that did not come about within `seconds` of real time.
    """
    driver = Driver(uploaded.cloud)
    waiting = list[CaseId]()

    def through() -> bool:
        if not uploaded.taken_in():
            return False
        if waiting and (case := uploaded.ledger.get(Case, waiting[-1])) is not None and case.state in MACHINE_STATES:
            return False  # one of them is enough to know: a look at everybody costs seconds
        cases = uploaded.cases()
        waiting[:] = [case.id for case in cases if case.state in MACHINE_STATES]
        return bool(cases) and not waiting

    with Watch(uploaded.cloud, driver) as watch:

        def look(*, at_once: bool = False) -> None:
            watch.look(at_once=at_once)
            each(watch)

        driver.run(through, each=look, seconds=seconds)
        look(at_once=True)
