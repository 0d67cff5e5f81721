"""Makes lists of any length straight in a real encrypted store: lines, and the words to find each by.

The people are made up and told apart as real ones are: few surnames, some frequent names, streets many live in, phones
of a handful of networks, one district's identity numbers, case numbers that all begin alike. That is what makes a
search dear, so none of it is evened out. Everything follows from the number of a line.
"""

from __future__ import annotations

import random  # noqa: TID251 - seeded
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db.client_schema import case_row
from fieldapp import clock
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.search_tokens import name_tokens, other_tokens
from tests.laptops import bring_cases, desk_in
from tests.office import borrower_case, staff

SURNAMES = (
    "王王王李李李张张张刘刘陈陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
)
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉梅红建国华文斌宇浩然轩雨欣梓涵诗俊博嘉怡佳志鹏海燕春福贵德"
SHOPS = ("便利店", "五金店", "小吃店", "服装店", "汽修厂", "理发店", "水果超市", "建材经营部", "药店", "养殖场")
CITY = "苏州市"
DISTRICTS = ("姑苏区", "吴中区", "相城区", "虎丘区", "吴江区", "工业园区")
ROADS = ("人民路", "建设路", "中山路", "解放南路", "和平街", "新华路", "科技园路", "长江路", "文化路", "学府街",
         "迎宾大道", "滨河路", "朝阳街", "东风路", "胜利路", "工业大道", "创业路", "观前街", "桐泾北路",
         "干将西路")  # fmt: skip
AREAS = ("320502", "320506", "320507", "320508")
NETWORKS = ("134", "135", "136", "137", "138", "139", "150", "151", "158", "159", "182", "187", "188", "189")
BUCKETS = ("M0", "M1", "M2", "M3", "M4+")
SHARES = (30, 30, 20, 14, 6)
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Borrower:
    """Who one line is about, with what a case is found by."""

    name: str
    shop: str
    trade: str
    district: str
    address: str
    home: str
    guarantor: str
    case_no: str
    contract_no: str
    phones: tuple[str, ...]
    ids: tuple[str, ...]

    def words(self) -> tuple[str, str]:
        """The entry of the search, made as the product makes it."""
        texts = (f"{self.district}{self.address}", self.trade, self.guarantor, self.home)
        return name_tokens(self.name, self.shop), other_tokens(texts, self.numbers)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Everything with figures that it is found by."""
        return (self.case_no, self.contract_no, *self.phones, *self.ids)


def borrower(number: int) -> Borrower:
    """The borrower of the line of this number."""
    dice = random.Random(number)
    name, trade = _name(dice), dice.choice(SHOPS)
    return Borrower(
        name=name,
        shop=f"{name[0]}记{trade}",
        trade=trade,
        district=f"{CITY}{dice.choice(DISTRICTS)}",
        address=f"{dice.choice(ROADS)}{dice.randint(1, 999)}号",
        home=f"{CITY}{dice.choice(DISTRICTS)}{dice.choice(ROADS)}{dice.randint(1, 999)}号{dice.randint(1, 30)}幢",
        guarantor=_name(dice),
        case_no=f"HK-2026-{number:07d}",
        contract_no=f"苏惠贷2026-{number:07d}",
        phones=(_phone(dice), _phone(dice)),
        ids=(_id_no(dice),),
    )


def _name(dice: random.Random) -> str:
    given = dice.choice(GIVEN)
    return dice.choice(SURNAMES) + (given if dice.random() < 0.25 else given + dice.choice(GIVEN))


def _phone(dice: random.Random) -> str:
    return f"{dice.choice(NETWORKS)}{dice.randrange(10**8):08d}"


def _id_no(dice: random.Random) -> str:
    born = f"{dice.randint(1958, 2002)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
    return f"{dice.choice(AREAS)}{born}{dice.randrange(10**4):04d}"


def long_list(folder: Path, count: int) -> Desk:
    """A desk whose list has `count` lines; the first is of a real case, the rest have its shape."""
    person = staff()[0]
    desk = desk_in(folder, person)
    bring_cases(desk.store, person, [borrower_case(person)])
    with desk.store._engine.connect().execution_options(writing=True) as connection, connection.begin():
        template = dict(connection.execute(sa.select(case_row)).mappings().one())
    indexes = _without_indexes(desk.store._engine)
    for first in range(2, count + 1, BATCH):
        with desk.store._engine.connect().execution_options(writing=True) as connection, connection.begin():
            _add(connection, template, range(first, min(first + BATCH, count + 1)))
    with desk.store._engine.connect().execution_options(writing=True) as connection, connection.begin():
        for statement in indexes:
            connection.exec_driver_sql(statement)
    return desk


def _without_indexes(engine: sa.Engine) -> list[str]:
    """Take the indexes of the lines away while they are filled; how to make them again."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        found = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'case_row' AND sql IS NOT NULL"
        ).all()
        for name, _ in found:
            connection.exec_driver_sql(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _add(connection: sa.Connection, template: dict[str, Any], numbers: range) -> None:
    people = [(number, borrower(number)) for number in numbers]
    connection.execute(sa.insert(case_row), [_line(template, number, who) for number, who in people])
    connection.exec_driver_sql(
        "INSERT INTO case_search(rowid, name, other) VALUES (?, ?, ?)",
        [(number, *who.words()) for number, who in people],
    )


def _line(template: dict[str, Any], number: int, who: Borrower) -> dict[str, Any]:
    dice = random.Random(-number)
    bucket = dice.choices(BUCKETS, SHARES)[0]
    late = 0 if bucket == "M0" else BUCKETS.index(bucket) * 30 - dice.randrange(30)
    return template | {
        "rid": number,
        "case_id": f"0198{number:032x}",
        "case_no": who.case_no,
        "borrower_name": who.name,
        "premises_name": who.shop,
        "trade": who.trade,
        "district": who.district,
        "address": who.address,
        "bucket": bucket,
        "days_past_due": late,
        "owed_minor": dice.randrange(100, 9_999_999) if late else 0,
        "urgency": dice.randrange(1_000_000) if late else 0,
        "last_visit_at": clock.now() if dice.random() < 0.6 else None,
    }
