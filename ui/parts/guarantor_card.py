"""The guarantors of a plan that makes their burden heavier: who consents in writing and how, and what is lost where
somebody does not (民法典 695), in words and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldapp.domain.party import Party
from fieldapp.domain.plans.guarantor_consent import Consent, Loss, Stance
from ui import formats, theme, words
from ui.i18n import translate
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.ledger import Reason

OFFERED = (Stance.SIGNS, Stance.SEPARATE, Stance.NONE)
WORDS_LIMIT = 200


@dataclass(frozen=True, slots=True)
class AtStake:
    """One guarantor whose consent is asked for, with what is lost of each loan's guarantee without it."""

    party: Party
    losses: tuple[Loss, ...]


class GuarantorCard(Card):
    """`show_guarantors` fills it; while the same people are asked, what is being typed stays.

    Signals:
        changed: (tuple of Consent, key) where everybody stands; the key names the step for taking it back.
    """

    changed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(translate("GuarantorCard", "保证人的书面同意"))
        self._why = self.add(label("", "muted", wrap=True))
        self._held = QVBoxLayout()
        self._held.setSpacing(theme.S)
        self.body.addLayout(self._held)
        self._rows: list[_Guarantor] = []

    def show_guarantors(self, at_stake: Sequence[AtStake], consents: Sequence[Consent], added: int) -> None:
        """Show who is asked and where they stand; `added` is how much heavier the burden becomes, minor units."""
        assert isinstance(self._why, QWidget)
        heavier = translate("GuarantorCard", "这个方案比原合同多 {sum}，也可能更晚到期，保证人的负担加重。").format(
            sum=formats.money(added)
        )
        later = translate("GuarantorCard", "这个方案比原合同更晚到期，保证人的负担加重。")
        self._why.setText(heavier if added else later)  # type: ignore[attr-defined]
        if [row.party for row in self._rows] != [one.party for one in at_stake]:
            empty(self._held)
            self._rows = [_Guarantor(one.party) for one in at_stake]
            for row in self._rows:
                row.changed.connect(self._tell)
                self._held.addWidget(row)
        told = {one.party_id: one for one in consents}
        for row, one in zip(self._rows, at_stake, strict=True):
            row.show_consent(told.get(one.party.id, Consent(one.party.id, Stance.SIGNS)), one.losses)

    def _tell(self, key: str) -> None:
        plain = [row.consent() for row in self._rows]
        self.changed.emit(tuple(one for one in plain if one.stance is not Stance.SIGNS), key)


class _Guarantor(QWidget):
    changed = Signal(str)

    def __init__(self, party: Party) -> None:
        super().__init__()
        self.party = party
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XXS)
        column.addWidget(label(party.name, "strong"))
        asked = translate("GuarantorCard", "{name} 是否书面同意").format(name=party.name)
        self._choice = Choice(asked, [(one.value, words.stance(one)) for one in OFFERED], Stance.SIGNS.value)
        self._choice.changed.connect(self._on_choice)
        column.addWidget(self._choice)
        row = QHBoxLayout()
        self._told = QLineEdit()
        self._told.setMaxLength(WORDS_LIMIT)
        self._told.setMinimumHeight(theme.TARGET)
        self._told.textEdited.connect(lambda _text: self.changed.emit(f"consent {party.id}"))
        row.addWidget(self._told)
        column.addLayout(row)
        self._losses = QVBoxLayout()
        column.addLayout(self._losses)
        self._shown: object = None

    def consent(self) -> Consent:
        """Where the guarantor stands now."""
        where, told = Stance(self._choice.value() or Stance.SIGNS), self._told.text().strip()
        paper, why = (told, "") if where is Stance.SEPARATE else ("", told if where is Stance.NONE else "")
        return Consent(self.party.id, where, paper, why)

    def show_consent(self, consent: Consent, losses: tuple[Loss, ...]) -> None:
        """Show it, unless it is what stands there already."""
        if consent != self.consent():
            self._choice.set_value(consent.stance.value if consent.stance in OFFERED else Stance.SIGNS.value)
            self._told.setText(consent.paper or consent.why)
        self._show_words(consent.stance)
        if (consent.stance, losses) == self._shown:
            return
        self._shown = (consent.stance, losses)
        empty(self._losses)
        if consent.stance is Stance.NONE:
            for one in losses:
                for sentence in loss_words(self.party.name, one):
                    self._losses.addWidget(Reason(sentence, "warn"))

    def _on_choice(self, _value: object) -> None:
        self._show_words(self.consent().stance)
        self.changed.emit("")
        if self._told.isVisible():
            self._told.setFocus()

    def _show_words(self, where: Stance) -> None:
        hints = {
            Stance.SEPARATE: translate("GuarantorCard", "哪份文件（编号、日期）"),
            Stance.NONE: translate("GuarantorCard", "为什么没有（联系不上、不愿意……）"),
        }
        self._told.setVisible(where in hints)
        self._told.setPlaceholderText(hints.get(where, ""))
        self._told.setAccessibleName(formats.headed(self.party.name, hints.get(where, "")))


def loss_words(name: str, loss: Loss) -> list[str]:
    """What is lost without the consent, one sentence each."""
    said = []
    if loss.added:
        told = translate("GuarantorCard", "{name} 对加重的 {sum} 不承担保证责任。")
        said.append(told.format(name=name, sum=formats.money(loss.added)))
    period = translate("GuarantorCard", "{name} 的保证期间不随方案延长，仍到 {day} 为止。")
    said.append(period.format(name=name, day=formats.iso_date(loss.period_ends)))
    if loss.rows_after:
        told = translate("GuarantorCard", "此后到期的 %n 期共 {sum}，届时可能已不能要求其承担。", "", loss.rows_after)
        said.append(told.format(sum=formats.money(loss.after_period)))
    return said
