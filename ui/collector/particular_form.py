"""The form of one particular: only what fits its kind, with where it is known from, since when, and whose consent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import Party, PartyRole, Place, PremisesKind
from fieldapp.services.add_particular import NEW_PERSON, same_numbers
from ui import formats, words
from ui.place_source import PlaceSource
from ui.widgets.buttons import Check, button
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.note_edit import NoteEdit
from ui.words import particular as particular_words

ROLES = (PartyRole.CONTACT, PartyRole.GUARANTOR, PartyRole.CO_DEBTOR)
OWING = frozenset({PartyRole.GUARANTOR, PartyRole.CO_DEBTOR})


@dataclass(slots=True)
class ParticularDraft:
    """What is filled in so far; of a person also a number and an address, which become particulars of their own.

    Attributes:
        was: of a number that is corrected, the old one, masked: whoever's number is locked stays locked.
    """

    kind: ParticularKind
    of: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    role: PartyRole | None = None
    premises_kind: PremisesKind | None = None
    source: Told | None = None
    consent: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    place: Place | None = None
    corrects: str = ""
    was: str = ""
    note: str = ""

    def text(self, name: str) -> str:
        """What stands in a field, without the blanks around it."""
        return self.texts.get(name, "").strip()

    def contents(self) -> list[ParticularContent]:
        """The particulars it makes."""
        first = ParticularContent(
            self.kind,
            self.text("value"),
            self.source or Told.SEEN,
            of=self.of if self.kind is not ParticularKind.PERSON else "",
            consent=self.consent,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            corrects=self.corrects,
            role=self.role if self.kind is ParticularKind.PERSON else None,
            relation=self.text("relation"),
            id_no=self.text("id_no").upper(),
            trade=self.text("trade"),
            premises_kind=self.premises_kind,
            district=self.text("district"),
            address=self.text("address") if self.kind is ParticularKind.PREMISES else "",
            place=self.place,
            note=self.note.strip(),
        )
        if self.kind is not ParticularKind.PERSON or self.corrects:
            return [first]
        base = replace(first, role=None, relation="", id_no="", corrects="", note="", of=NEW_PERSON)
        more = ((ParticularKind.PHONE, self.text("phone")), (ParticularKind.ADDRESS, self.text("address")))
        return [first, *(replace(base, kind=kind, value=value) for kind, value in more if value)]


class ParticularForm(QWidget):
    """The form of a draft.

    Signals:
        edited: something changed.
    """

    edited = Signal()

    def __init__(self, draft: ParticularDraft, seen: CaseView) -> None:
        super().__init__()
        self._draft, self._seen = draft, seen
        self.rows: dict[str, FieldRow] = {}
        self.edits: dict[str, QLineEdit] = {}
        self._form = Fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        {
            ParticularKind.PERSON: self._ask_person,
            ParticularKind.PHONE: self._ask_phone,
            ParticularKind.ADDRESS: self._ask_address,
            ParticularKind.PREMISES: self._ask_premises,
        }[draft.kind]()
        self._ask_grounds()
        self.refresh()

    def missing(self) -> QWidget | None:
        """The first answer that is wanting or no date; it says so."""
        wrong = [edit for edit in (self.valid_from, self.valid_to) if not edit.check()]
        wanting = self._draft.source is None
        self.rows["source"].say_error(self.tr("请选择从哪里得知") if wanting else "")
        return wrong[0] if wrong else self.source if wanting else None

    def refresh(self) -> None:
        """Say what the answers so far mean: who has the number already, what a noted guarantor is, whose consent."""
        draft = self._draft
        if "phone" in self.rows or draft.kind is ParticularKind.PHONE:
            name = "value" if draft.kind is ParticularKind.PHONE else "phone"
            same = same_numbers(self._seen, draft.text(name), draft.of) if draft.text(name) else ()
            told = self.tr("{names}也是这个号码，请确认是谁的").format(names=formats.listed(one.name for one in same))
            self.rows[name].remark(told if same else "", "warn")
        if "role" in self.rows:
            noted = self.tr("只作登记：银行记录确认之前，此人不承担任何责任，按联系人对待，不得告知债务。")
            self.rows["role"].remark(noted if draft.role in OWING else "", "warn")
        self.rows["consent"].remark(self._consent_words())

    def _consent_words(self) -> str:
        """Whether consent is needed, and why."""
        party = self._seen.case.party(self._draft.of)
        reaches = self._draft.kind in {ParticularKind.PHONE, ParticularKind.ADDRESS}
        reached = any(self._draft.text(one) for one in ("phone", "address"))
        outsider = party is not None and party.role is PartyRole.CONTACT
        if (self._draft.kind is ParticularKind.PERSON and reached) or (reaches and outsider):
            return self.tr("此人不欠款：没有本人同意，不能登记其电话或住址。来自合同等文件的除外。")
        return ""

    def _ask_person(self) -> None:
        self._text("value", self.tr("姓名"))
        if not self._draft.corrects:
            answers = [(one.value, words.party_role(one)) for one in ROLES]
            role = Choice(self.tr("身份"), answers, self._draft.role)
            role.changed.connect(lambda value: self._set("role", PartyRole(value)))
            self.rows["role"] = self._form.add(self.tr("身份"), role, wide=True)
        self._text("relation", self.tr("与借款人的关系"))
        self._text("id_no", self.tr("证件号码"), hint=self.tr("可以先不填"))
        if not self._draft.corrects:
            self._text("phone", self.tr("电话"), hint=self.tr("可以先不填"))
            self._text("address", self.tr("住址"), hint=self.tr("可以先不填"), width=420)

    def _ask_phone(self) -> None:
        self._whose()
        self._text("value", self.tr("新的号码") if self._draft.corrects else self.tr("电话号码"))
        self.rows["value"].before(self.tr("原来 {number}").format(number=self._draft.was) if self._draft.was else "")

    def _ask_address(self) -> None:
        self._whose()
        self._text("value", self.tr("住址"), width=420)

    def _ask_premises(self) -> None:
        self._text("value", self.tr("名称"))
        answers = [(one.value, words.premises_kind(one)) for one in PremisesKind]
        kind = Choice(self.tr("类型"), answers, self._draft.premises_kind)
        kind.changed.connect(lambda value: self._set("premises_kind", PremisesKind(value)))
        self.rows["premises_kind"] = self._form.add(self.tr("类型"), kind, wide=True)
        self._text("trade", self.tr("行业"))
        self._text("district", self.tr("所在区县"))
        self._text("address", self.tr("地址"), width=420)
        here = button(self.tr("用现在的位置"), "", "crosshair")
        here.clicked.connect(self._ask_place)
        self.rows["place"] = self._form.add(self.tr("地图位置"), Flow([here]), wide=True)
        self._say_place()

    def _whose(self) -> None:
        """Whose number or address it is; what is corrected stays with its owner."""
        people = (self._seen.case.borrower, *self._seen.case.parties)
        if self._draft.corrects:
            owner = next((one.name for one in people if one.id == self._draft.of), "")
            self._form.add(self.tr("是谁的"), label(owner))
            return
        answers = [(one.id, _named(one)) for one in people]
        known = self._draft.of if self._draft.of in {one.id for one in people} else None
        self._draft.of = known or ""
        whose = Choice(self.tr("是谁的"), answers, known)
        whose.changed.connect(lambda value: self._set("of", value))
        self._form.add(self.tr("是谁的"), whose, wide=True)

    def _ask_grounds(self) -> None:
        """Where it is known from, whose consent, and since and until when it holds."""
        answers = [(one.value, particular_words.told(one)) for one in Told]
        self.source = Choice(self.tr("从哪里得知"), answers, self._draft.source)
        self.source.changed.connect(lambda value: self._set("source", Told(value)))
        self.rows["source"] = self._form.add(self.tr("从哪里得知"), self.source, wide=True)
        consent = Check(self.tr("本人同意登记并用于联系"))
        consent.setChecked(self._draft.consent)
        consent.toggled.connect(lambda on: self._set("consent", on))
        self.rows["consent"] = self._form.add(self.tr("本人同意"), consent, below=True)
        self.valid_from = DatePick(self.tr("从哪天起有效"))
        self.valid_to = DatePick(self.tr("到哪天为止"))
        for name, edit in (("valid_from", self.valid_from), ("valid_to", self.valid_to)):
            edit.set_value(getattr(self._draft, name))
            edit.changed.connect(lambda day, name=name: self._set(name, day))
        self._form.add(self.tr("从哪天起有效"), self.valid_from, width=200)
        self._form.add(self.tr("到哪天为止"), self.valid_to, width=200)
        note = NoteEdit(self.tr("备注"), lines=2)
        note.set_text(self._draft.note)
        note.textChanged.connect(lambda: self._set("note", note.text()))
        self.note = note
        self._form.add(self.tr("备注"), note, wide=True)

    def _text(self, name: str, says: str, *, hint: str = "", width: int = 280) -> None:
        edit = QLineEdit(self._draft.texts.get(name, ""))
        edit.setAccessibleName(says)
        edit.setPlaceholderText(hint)
        edit.textEdited.connect(lambda text: self._take_text(name, text))
        self.edits[name] = edit
        self.rows[name] = self._form.add(says, edit, width=width, below=True)

    def _take_text(self, name: str, text: str) -> None:
        self._draft.texts[name] = text
        self.refresh()
        self.edited.emit()

    def _set(self, name: str, value: object) -> None:
        setattr(self._draft, name, value)
        if name == "source":
            self.rows["source"].say_error("")
        self.refresh()
        self.edited.emit()

    def _ask_place(self) -> None:
        source = PlaceSource(self)
        source.found.connect(self._take_place)
        source.failed.connect(lambda why: self.rows["place"].remark(why, "warn"))
        self.rows["place"].remark(self.tr("正在确定位置…"))
        source.ask()

    def _take_place(self, place: Place) -> None:
        self._set("place", place)
        self._say_place()

    def _say_place(self) -> None:
        place = self._draft.place
        if place is None:
            self.rows["place"].remark(words.place_unknown())
            return
        told = self.tr("{source}，误差约 {metres} 米").format(
            source=words.place_source(place.source), metres=place.radius_m
        )
        self.rows["place"].remark(told, "ok")


def _named(party: Party) -> str:
    return formats.aside(party.name, words.party_role(party.role))
