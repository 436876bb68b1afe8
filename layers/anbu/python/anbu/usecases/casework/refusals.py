"""Why a request of a person is not done: a code, and one Korean sentence that says what to do instead."""


class Refused(Exception):
    """Something a person asked for is not done. `sentence` names no person and no id."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence


class NotThere(Refused):
    """It does not exist, or is none of the caller's business: the two are told apart by nobody."""

    def __init__(self, sentence: str = "찾을 수 없거나 볼 권한이 없습니다. 번호와 담당 지역을 확인해 주세요.") -> None:
        super().__init__("not_there", sentence)


class NotAllowed(Refused):
    """The caller's role has no such permit anywhere."""

    def __init__(self) -> None:
        super().__init__("not_allowed", "이 일을 할 권한이 없습니다. 시군구 관리자에게 권한을 요청해 주세요.")


class NotSignedIn(Refused):
    """The token is none for this API."""

    def __init__(self) -> None:
        super().__init__("not_signed_in", "로그인 정보가 이 업무용이 아닙니다. 다시 로그인해 주세요.")


class SomeoneWasFaster(Refused):
    """What the caller read has been changed since."""

    def __init__(self) -> None:
        super().__init__(
            "someone_was_faster", "그사이 다른 사람이 이 내용을 바꾸었습니다. 다시 열어 확인한 뒤 처리해 주세요."
        )


class NotNow(Refused):
    """The thing is not in a state in which this can be done. `sentence` says which state it is in."""


class Incomplete(Refused):
    """What was sent does not go together, or lacks something."""


class KeyUsed(Refused):
    """The same idempotency key with another request."""

    def __init__(self) -> None:
        super().__init__("key_used", "같은 Idempotency-Key로 다른 내용을 보냈습니다. 새 키를 만들어 다시 보내 주세요.")


class Busy(Refused):
    """Too many at once on the same thing: nothing was done, it can be sent again as it is."""

    def __init__(self) -> None:
        super().__init__("busy", "지금 요청이 겹쳐 처리하지 못했습니다. 잠시 뒤 그대로 다시 보내 주세요.")
