"""Words for people and places: roles, guarantees, kinds of premises, and how exactly a place is known."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.party import GuaranteeKind, Party, PartyRole, PlaceSource, PremisesKind
from fieldapp.domain.staff import StaffRole
from ui.i18n import translate

_CONTEXT = "words.party"
_ROLES = {
    PartyRole.BORROWER: QT_TRANSLATE_NOOP("words.party", "借款人"),
    PartyRole.CO_DEBTOR: QT_TRANSLATE_NOOP("words.party", "共同债务人"),
    PartyRole.GUARANTOR: QT_TRANSLATE_NOOP("words.party", "保证人"),
    PartyRole.CONTACT: QT_TRANSLATE_NOOP("words.party", "联系人"),
}
_GUARANTEES = {
    GuaranteeKind.JOINT: QT_TRANSLATE_NOOP("words.party", "连带责任保证"),
    GuaranteeKind.GENERAL: QT_TRANSLATE_NOOP("words.party", "一般保证"),
    GuaranteeKind.UNCLEAR: QT_TRANSLATE_NOOP("words.party", "约定不明，按一般保证"),
}
_PREMISES = {
    PremisesKind.SHOP: QT_TRANSLATE_NOOP("words.party", "店铺"),
    PremisesKind.FACTORY: QT_TRANSLATE_NOOP("words.party", "工厂"),
    PremisesKind.FARM: QT_TRANSLATE_NOOP("words.party", "种养场"),
    PremisesKind.VEHICLE: QT_TRANSLATE_NOOP("words.party", "营运车辆"),
    PremisesKind.SERVICE: QT_TRANSLATE_NOOP("words.party", "服务门店"),
    PremisesKind.HOME_BUSINESS: QT_TRANSLATE_NOOP("words.party", "居家经营"),
}
_SOURCES = {
    PlaceSource.PINNED: QT_TRANSLATE_NOOP("words.party", "位置已人工标注"),
    PlaceSource.CHECK_IN: QT_TRANSLATE_NOOP("words.party", "位置已现场确认"),
    PlaceSource.GEOCODER: QT_TRANSLATE_NOOP("words.party", "位置由地址推算"),
    PlaceSource.STREET: QT_TRANSLATE_NOOP("words.party", "位置只到街道"),
    PlaceSource.TOWNSHIP: QT_TRANSLATE_NOOP("words.party", "位置只到乡镇"),
    PlaceSource.DISTRICT: QT_TRANSLATE_NOOP("words.party", "位置只到区县"),
    PlaceSource.CITY: QT_TRANSLATE_NOOP("words.party", "位置只到城市"),
    PlaceSource.PROVINCE: QT_TRANSLATE_NOOP("words.party", "位置只到省"),
}
_TOLD = {
    PartyRole.BORROWER: QT_TRANSLATE_NOOP("words.party", "可以说明欠款并商谈还款。"),
    PartyRole.CO_DEBTOR: QT_TRANSLATE_NOOP("words.party", "可以说明欠款并商谈还款。"),
    PartyRole.GUARANTOR: QT_TRANSLATE_NOOP("words.party", "可以说明情况；对方有权要求先向借款人追偿。"),
    PartyRole.CONTACT: QT_TRANSLATE_NOOP("words.party", "只可请其转告借款人回电，不得透露债务。"),
}
_JOINT = QT_TRANSLATE_NOOP("words.party", "可以说明主债务情况，请其承担保证责任。")
_STAFF = {
    StaffRole.COLLECTOR: QT_TRANSLATE_NOOP("words.party", "催收员"),
    StaffRole.SUPERVISOR: QT_TRANSLATE_NOOP("words.party", "主管"),
}


def party_role(role: PartyRole) -> str:
    """A party's role: "保证人"."""
    return translate(_CONTEXT, str(_ROLES[role]))


def guarantee_kind(kind: GuaranteeKind) -> str:
    """How a guarantor is liable: "连带责任保证"."""
    return translate(_CONTEXT, str(_GUARANTEES[kind]))


def premises_kind(kind: PremisesKind) -> str:
    """What kind of place a business is run from: "店铺"."""
    return translate(_CONTEXT, str(_PREMISES[kind]))


def place_source(source: PlaceSource) -> str:
    """How a place on the map is known: "位置已现场确认"."""
    return translate(_CONTEXT, str(_SOURCES[source]))


def place_unknown() -> str:
    """That nobody knows where on the map it is."""
    return translate("words.party", "位置未知")


def may_be_told(party: Party) -> str:
    """What may be said to somebody about the debt, from their role alone; whether now is another question."""
    joint = party.guarantee is not None and party.guarantee.kind is GuaranteeKind.JOINT
    told = _JOINT if party.role is PartyRole.GUARANTOR and joint else _TOLD[party.role]
    return translate(_CONTEXT, str(told))


def staff_role(role: StaffRole) -> str:
    """What somebody works as: "催收员"."""
    return translate(_CONTEXT, str(_STAFF[role]))
