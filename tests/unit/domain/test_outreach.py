"""Texts from approved templates: what may stand in them, and how they are filled."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.contact_log import Channel
from fieldapp.domain.outreach import (
    OF_THE_DEBT,
    PLACEHOLDER,
    PLAIN,
    Outreach,
    Stage,
    Template,
    fault,
    filled,
    missing,
    tells_of_debt,
)
from fieldapp.domain.party import PartyRole
from fieldapp.domain.strategy.situation import Family
from fieldapp.errors import KnownError
from fieldapp.rule_packs import outreach

PACK = outreach.in_force(date(2026, 7, 25))
EVERY = {name: f"<{name}>" for name in PLAIN | OF_THE_DEBT}
FIGURES = EVERY | {"borrower": "李建国", "collector": "周明", "office_phone": "0512-60000000", "name": "李敏"}


def template(text: str = "{name}您好，应还 {owed} 元。", **changes: Any) -> Template:
    plain = Template(
        id="t",
        titles={"zh_CN": "提醒"},
        texts={"zh_CN": text},
        stages=frozenset({Stage.M1}),
        customers=frozenset(Family),
        roles=frozenset({PartyRole.BORROWER}),
        channels=frozenset({Channel.SMS}),
        approved_by="合规岗",
        approved_on=date(2026, 1, 20),
    )
    return replace(plain, **changes)


def of_contacts(text: str) -> Template:
    return template(text, roles=frozenset({PartyRole.CONTACT}))


def refused(made: Template, role: PartyRole = PartyRole.BORROWER, **figures: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(KnownError) as caught:
        filled(made, "zh_CN", role, figures)
    return caught.value.code, caught.value.params


def test_every_figure_stands_where_the_template_has_it() -> None:
    text = filled(template(), "zh_CN", PartyRole.BORROWER, {"name": "李建国", "owed": "8,123.45"})
    assert text == "李建国您好，应还 8,123.45 元。"


def test_what_is_filled_in_is_never_taken_for_a_placeholder() -> None:
    text = filled(template(), "zh_CN", PartyRole.BORROWER, {"name": "{owed}", "owed": "1.00"})
    assert text == "{owed}您好，应还 1.00 元。"


def test_an_unknown_placeholder_is_refused() -> None:
    assert refused(template("{salary}"), salary="1") == ("outreach.unknown_placeholder", {"name": "salary"})
    assert refused(template("{}")) == ("outreach.unknown_placeholder", {"name": ""})


def test_a_figure_the_case_does_not_have_is_refused_and_named() -> None:
    assert refused(template(), name="李建国") == ("outreach.figure_missing", {"name": "owed"})
    assert refused(template(), name="李建国", owed="") == ("outreach.figure_missing", {"name": "owed"})
    assert missing(template("{name} {owed} {days}"), "zh_CN", {"name": "李"}) == ["owed", "days"]


def test_a_text_goes_only_to_whom_it_is_for() -> None:
    assert refused(template(), PartyRole.GUARANTOR, name="张伟", owed="1")[0] == "outreach.not_for_role"


def test_a_text_to_a_contact_does_not_tell_of_a_debt_by_what_is_filled_in_either() -> None:
    made = of_contacts("{name}您好，请转告{borrower}回电 {office_phone}。")
    good = {"name": "李敏", "borrower": "李建国", "office_phone": "0512-60000000"}
    assert filled(made, "zh_CN", PartyRole.CONTACT, good) == "李敏您好，请转告李建国回电 0512-60000000。"
    assert refused(made, PartyRole.CONTACT, **good | {"borrower": "欠款人李建国"})[0] == "outreach.debt_told"


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        (template(), ""),
        (of_contacts("请转告{borrower}回电 {office_phone}"), ""),
        (template("{salary}"), "unknown placeholders ['salary']"),
        (of_contacts("{borrower}欠 {owed}"), "tells contacts of the debt: ['owed']"),
        (of_contacts("请{borrower}还款"), "tells contacts of the debt in ['zh_CN']"),
        (
            template("x", roles=frozenset({PartyRole.CONTACT, PartyRole.BORROWER})),
            "a text for contacts is for nobody else",
        ),
    ],
)
def test_a_template_is_looked_at_before_it_is_approved(made: Template, wrong: str) -> None:
    assert fault(made) == wrong


@pytest.mark.parametrize(
    "text",
    ["请还 款", "欠债", "您家的贷·款", "逾期了", "¥ 100", "8,123.45", "三百 300 元", "his loan", "to repay", "OVERDUE"],
)
def test_these_words_and_sums_tell_of_a_debt(text: str) -> None:
    assert tells_of_debt(text)


@pytest.mark.parametrize(
    "text", ["请转告李建国方便时回电 0512-60000000", "Hello Anna, please call Bowen", "7月25日 14:30"]
)
def test_an_ordinary_request_does_not(text: str) -> None:
    assert not tells_of_debt(text)


def test_fitting_texts_are_of_the_stage_that_matters_most_first() -> None:
    late, promised = template(stages=frozenset({Stage.M1})), template(id="p", stages=frozenset({Stage.PROMISE}))
    other = template(id="o", stages=frozenset({Stage.M3}))
    pack = Outreach("v", (late, promised, other))
    stages = (Stage.PROMISE, Stage.M1)
    fit = pack.fitting(stages, Family.CONSUMER, PartyRole.BORROWER, Channel.SMS)
    assert fit == (promised, late)
    assert pack.fitting(stages, Family.CONSUMER, PartyRole.CONTACT, Channel.SMS) == ()
    assert pack.fitting(stages, Family.CONSUMER, PartyRole.BORROWER, Channel.LETTER) == ()
    micro = Outreach("v", (replace(late, customers=frozenset({Family.SECURED_MICRO})),))
    assert micro.fitting(stages, Family.CONSUMER, PartyRole.BORROWER, Channel.SMS) == ()
    assert pack.template("p") is promised
    assert pack.template("q") is None


def test_a_language_a_template_lacks_is_said_in_the_first() -> None:
    made = template(titles={"zh_CN": "提醒", "en": "Reminder"})
    assert (made.title("en"), made.title("zh_TW")) == ("Reminder", "提醒")
    assert made.text("en") == made.texts["zh_CN"]


@pytest.mark.parametrize("one", PACK.templates, ids=lambda one: one.id)
def test_every_approved_text_can_be_filled_in_every_language(one: Template) -> None:
    assert set(one.texts) == set(one.titles) == {"zh_CN", "zh_TW", "en"}
    for language in one.texts:
        for role in one.roles:
            text = filled(one, language, role, FIGURES)
            assert "{" not in text
            assert role is not PartyRole.CONTACT or not tells_of_debt(text)
    for name in one.placeholders:
        assert all(name in text for text in one.texts.values()), f"{one.id} names {name} in some languages only"


@given(st.text(alphabet=string.printable + "还款{}", max_size=40))
def test_filling_either_refuses_or_leaves_nothing_unfilled(text: str) -> None:
    made = template(text)
    if made.placeholders <= PLAIN | OF_THE_DEBT:
        assert not PLACEHOLDER.search(filled(made, "zh_CN", PartyRole.BORROWER, FIGURES))
    else:
        assert refused(made, PartyRole.BORROWER, **FIGURES)[0] == "outreach.unknown_placeholder"


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"text": {"zh_CN": "{salary}"}}, "unknown placeholders"),
        ({"text": {"en": "Hello"}}, "languages"),
        ({"title": {"zh_CN": "a", "fr": "b"}}, "languages"),
        ({"roles": ["contact"]}, "tells contacts"),
        ({"stages": ["m9"]}, "m9"),
    ],
)
def test_a_pack_that_is_not_well_formed_is_not_read(change: dict[str, Any], wrong: str) -> None:
    entry = {
        "id": "t", "title": {"zh_CN": "提醒"}, "text": {"zh_CN": "{name}您好，请还款。"}, "stages": ["m1"],
        "roles": ["borrower"], "channels": ["sms"], "approved_by": "合规岗", "approved_on": "2026-01-20",
    }  # fmt: skip
    assert outreach.outreach_of({"version": "v", "templates": [entry]}).templates[0].customers == frozenset(Family)
    with pytest.raises(ValueError, match=wrong):
        outreach.outreach_of({"version": "v", "templates": [entry | change]})
    with pytest.raises(ValueError, match="one id"):
        outreach.outreach_of({"version": "v", "templates": [entry, entry]})
