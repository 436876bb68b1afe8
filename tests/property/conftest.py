"""What hypothesis draws for the field's own types: moments that exist, text that can be stored."""

from datetime import datetime

from hypothesis import strategies as st

from anbu.domain.outreach.schedules import Schedule
from anbu.domain.times import KST

st.register_type_strategy(
    datetime,
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(KST)),  # noqa: DTZ001  zoned by the strategy
)
st.register_type_strategy(float, st.floats(0, 1, width=16))
st.register_type_strategy(int, st.integers(0, 2**31))
st.register_type_strategy(str, st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30))
st.register_type_strategy(
    Schedule, st.sampled_from(["0 9 * * 1", "30 10 L * *", "*/15 9-17 1,15 6-8 1-5"]).map(Schedule)
)
