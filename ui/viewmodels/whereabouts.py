"""What is said of where the collector was: the distance to the address with its honesty mark, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.nearness import USUAL, Distance, distance
from fieldapp.domain.party import Place, Premises
from fieldapp.domain.visit import PlacedBy
from fieldapp.services.record_visit import VisitDraft
from ui import formats, words
from ui.i18n import translate
from ui.theme import Tone

KILOMETRE = 1000


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place in words: the distance, its mark with the mark's tone, and what to know about it."""

    told: str
    mark: str
    tone: Tone
    basis: str

    @property
    def line(self) -> str:
        """All of it in one line: "距登记地址 38 米（就在现场）"."""
        return formats.aside(self.told, self.mark) if self.mark else self.told


def whereabouts(place: Place | None, by: PlacedBy | None, premises: Premises | None) -> Whereabouts | None:
    """What a place says about the address; None while there is none."""
    if place is None:
        return None
    basis = " · ".join(part for part in (_basis(place, by), _address_basis(premises)) if part)
    if premises is None or premises.place is None:
        told = translate("whereabouts", "位置已记录；登记地址没有坐标，无法比较")
        return Whereabouts(told, "", "text_2", basis)
    found = distance(place, premises.place)
    told = translate("whereabouts", "距登记地址 {far}").format(far=far(found)).replace("地址 约", "地址约")
    if by is PlacedBy.HAND:  # whoever pins it says so; that is no proof of having been there
        return Whereabouts(told, translate("whereabouts", "手工标注，不作证明"), "text_2", basis)
    return Whereabouts(told, words.nearness(found.nearness), words.nearness_tone(found.nearness), basis)


def facts(draft: VisitDraft, seen: CaseView, permission: str) -> list[str]:
    """What is known of a visit under way, for the line below its title."""
    premises = next((one for one in seen.case.premises if one.id == draft.premises_id), None)
    place = whereabouts(draft.place, draft.placed_by, premises)
    companion = draft.companion.strip()
    said = [
        place.line if place else "",
        translate("VisitPage", "同行：{name}").format(name=companion) if companion else "",
        translate("VisitPage", "工作证已出示") if draft.identified else "",
        permission,
    ]
    return [one for one in said if one]


def far(found: Distance) -> str:
    """How far that is, no more exactly than both places allow: "38 米", "约 2.1 公里"."""
    if found.metres < KILOMETRE:
        return translate("whereabouts", "{metres} 米").format(metres=formats.number(found.metres))
    return translate("whereabouts", "约 {km} 公里").format(km=f"{found.metres / KILOMETRE:.1f}")


def _address_basis(premises: Premises | None) -> str:
    """How exactly the address is known, where that is what the answer hangs on."""
    place = premises.place if premises is not None else None
    if place is None or place.radius_m <= USUAL.there:
        return ""
    known = formats.opening(words.place_source(place.source))
    if place.radius_m < KILOMETRE:
        within = translate("whereabouts", "约 {metres} 米以内").format(metres=formats.number(place.radius_m))
    else:
        within = translate("whereabouts", "约 {km} 公里以内").format(km=f"{place.radius_m / KILOMETRE:.1f}")
    return formats.aside(known, within)


def _basis(place: Place, by: PlacedBy | None) -> str:
    within = translate("whereabouts", "误差 {metres} 米").format(metres=formats.number(place.radius_m))
    source = {
        PlacedBy.DEVICE: translate("whereabouts", "本机定位"),
        PlacedBy.PHOTO: translate("whereabouts", "照片自带位置"),
        PlacedBy.HAND: translate("whereabouts", "在示意图上标注"),
    }.get(by or PlacedBy.DEVICE, "")
    return formats.aside(source, within)
