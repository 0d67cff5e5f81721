"""The command palette: what can be done anywhere, what can be done about the case on screen, and whatever can be found.

It answers the search field of the top bar, on a reader thread. Groups come in one order: what to do with the case on
screen, commands, cases, people, papers; with nothing typed, what was used lately instead of what is found. Commands are
found by their words and by how these sound (pinyin or its initials), since that is how Chinese is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject

from fieldapp.domain.party import Party
from fieldapp.services.find_papers import PaperFinder
from fieldapp.services.find_people import find_people
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine
from fieldapp.store.laptop.search_tokens import name_tokens, plain
from fieldapp.store.laptop.unit import ChangeSet
from ui import words
from ui.i18n import translate
from ui.recent import Recent
from ui.widgets.search import Hit
from ui.workplace import Workplace

COMMAND, DO, PAPER = "command:", "do:", "paper:"
"""What the keys of commands, of things to do about a case and of papers begin with; those of cases are ids."""
CASES_FOUND, COMMANDS_FOUND = 8, 6
OPENS_CASES = ("case", "visit", "plan", "contact", "particular", "matter", "receipt")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done anywhere: its key, its words, its shortcut and picture, and what it does.

    `also` are other words it is found by.
    """

    key: str
    words: str
    act: Callable[[], object]
    keys: str = ""
    icon: str = "command"
    also: str = ""


class Palette(QObject):
    """For one window. `commands` is asked each time, in the language in force."""

    def __init__(self, work: Workplace, commands: Callable[[], Iterable[Command]], opens: str, recent: Recent) -> None:
        super().__init__(work)
        self._work, self._commands, self._opens, self._recent = work, commands, opens, recent
        self._papers = PaperFinder(work.desk, words.document_kind)
        self._here = self._page = ""
        work.changed.connect(self._on_changed)

    def at(self, page_key: str) -> None:
        """The page on screen is this one now."""
        name, _, id_ = page_key.partition(":")
        self._here, self._page = id_.partition("|")[0] if name in OPENS_CASES else "", page_key

    def forget(self) -> None:
        """Words are others now: another language."""
        self._papers.forget()

    def find(self, text: str) -> list[Hit]:
        """What fits a text; with none, what was used lately and what can be done here. On a reader thread."""
        typed = text.strip()
        if not typed:
            return [*self._about_here(""), *self._lately(), *self._fitting_commands("")]
        return [
            *self._about_here(typed),
            *self._fitting_commands(typed),
            *self._cases(typed),
            *self._people(typed),
            *self._found_papers(typed),
        ]

    def choose(self, hit: Hit) -> None:
        """Do or show what was picked; on the GUI thread."""
        if hit.key.startswith(COMMAND):
            key = hit.key.removeprefix(COMMAND)
            next(one.act for one in self._commands() if one.key == key)()
        elif hit.key.startswith(DO):
            name, _, id_ = hit.key.removeprefix(DO).partition(":")
            self._work.open(name, id_)
        elif hit.key.startswith(PAPER):
            self._work.open("paper", hit.key.removeprefix(PAPER))
        else:
            self._work.open(self._opens, hit.key)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or changes.files or not changes:
            self._papers.forget()

    def _about_here(self, typed: str) -> list[Hit]:
        case_id = self._here
        borrower = self._borrower(case_id) if case_id else None
        if borrower is None:
            return []
        kind = translate("palette", "对 {name} 可以做的").format(name=borrower.name)
        offered = [(name, f"{name}:{id_}", says, icon) for name, id_, says, icon in _deeds(case_id, borrower.id)]
        return [
            Hit(kind, says, "", DO + key, icon)
            for name, key, says, icon in offered
            if self._work.can(name) and fits(says, typed) and key != self._page
        ]

    def _borrower(self, case_id: str) -> Party | None:
        with self._work.desk.store.reading() as unit:
            file = unit.files.find(case_id)
        return None if file is None else file.case.borrower

    def _fitting_commands(self, typed: str) -> list[Hit]:
        kind = translate("palette", "操作")
        found = [one for one in self._commands() if fits(one.words, typed) or (typed and fits(one.also, typed))]
        return [
            Hit(kind, one.words, "", COMMAND + one.key, one.icon, one.keys)
            for one in (found[:COMMANDS_FOUND] if typed else found)
        ]

    def _cases(self, typed: str) -> list[Hit]:
        with self._work.desk.store.reading() as unit:
            lines = unit.cases.page(CaseFilter(typed), 0, 4 * CASES_FOUND)
        lines.sort(key=lambda line: not fits(line.borrower_name, typed))  # whose name it is comes before whose contact
        return [case_hit(translate("frame", "案件"), line) for line in lines[:CASES_FOUND]]

    def _people(self, typed: str) -> list[Hit]:
        kind, case_of = translate("palette", "人员"), translate("palette", "{name} 的案件")
        found = []
        for one in find_people(self._work.desk, typed):
            facts = [words.party_role(one.role), one.number]
            if one.name != one.borrower_name:
                facts.append(case_of.format(name=one.borrower_name))
            subtitle = " · ".join(fact for fact in facts if fact)
            found.append(Hit(kind, one.name, subtitle, one.case_id, "user"))
        return found

    def _found_papers(self, typed: str) -> list[Hit]:
        if not self._work.can("paper"):
            return []
        kind = translate("palette", "文书")
        return [
            Hit(kind, one.number, f"{one.kind} · {one.borrower_name}", PAPER + one.document_id, "documents")
            for one in self._papers.find(typed)
        ]

    def _lately(self) -> list[Hit]:
        kind = translate("palette", "最近看过的")
        with self._work.desk.store.reading() as unit:
            lines = [unit.cases.line(case_id) for case_id in self._recent.cases()]
        return [case_hit(kind, line) for line in lines if line is not None and line.case_id != self._here]


def case_hit(kind: str, line: CaseLine) -> Hit:
    """A case as one line of the list."""
    facts = [line.premises_name, line.case_no, line.address]
    return Hit(kind, line.borrower_name, " · ".join(fact for fact in facts if fact), line.case_id, "cases")


def fits(words_: str, typed: str) -> bool:
    """Whether words hold what was typed, or sound as it does; nothing typed fits all."""
    wanted = plain(typed)
    return not wanted or wanted in plain(words_) or _sounds(words_, wanted)


def _sounds(words_: str, wanted: str) -> bool:
    letters = wanted.replace(" ", "")
    return (
        len(letters) > 1
        and letters.isascii()
        and letters.isalpha()
        and any(token.startswith((letters, f"i0{letters}")) for token in _tokens(words_))
    )


@cache
def _tokens(words_: str) -> tuple[str, ...]:
    return tuple(name_tokens("".join(char for char in words_ if char.isalnum())).split())


def _deeds(case_id: str, party_id: str) -> list[tuple[str, str, str, str]]:
    """What can be done about a case: the name it is opened by, its id, its words, its picture."""
    return [
        ("visit", case_id, translate("palette", "开始外访"), "visit"),
        ("contact", f"{case_id}|{party_id}|call", translate("palette", "登记通话"), "phone"),
        ("contact", f"{case_id}|{party_id}|message", translate("palette", "发送消息"), "message"),
        ("plan", case_id, translate("palette", "商谈还款方案"), "plans"),
        ("receipt", case_id, translate("palette", "收取现金并开收据"), "receipt"),
        ("matter", f"{case_id}|paid_claim", translate("palette", "登记“已经还了”"), "bank"),
        ("matter", f"{case_id}|dispute", translate("palette", "登记争议"), "law"),
        ("matter", f"{case_id}|hardship", translate("palette", "登记困难情况"), "handshake"),
        ("matter", f"{case_id}|complaint", translate("palette", "登记投诉"), "flag"),
        ("particular", f"{case_id}|phone|{party_id}", translate("palette", "补充电话"), "phone"),
        ("particular", f"{case_id}|premises|", translate("palette", "补充经营场所"), "shop"),
        ("case", case_id, translate("palette", "回到案件"), "cases"),
    ]
