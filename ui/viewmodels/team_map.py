"""What the supervisor's map says in words: coverage of squares and districts, work of collectors, cases."""

from __future__ import annotations

from fieldapp.geo.basemap.map_answers import MapKind, MapPoint
from fieldapp.services.watch_coverage import Coverage, CoveredCase, District, Share, Square, Workload
from ui import formats, theme
from ui.i18n import translate
from ui.theme import Bucket, Tone
from ui.widgets.chips import bucket_words
from ui.widgets.coverage_sketch import Dot, Patch, tone_of

MOST_DOTS = 1_200
"""More dots than these would only cover the squares."""


def patches(found: Coverage) -> list[Patch]:
    """The squares as the map draws them."""
    return [
        Patch(
            one.key,
            one.lon_e6,
            one.lat_e6,
            one.wide_e6,
            one.tall_e6,
            one.share.percent,
            f"{one.share.seen}/{one.share.count}",
            share_words(one.share),
            one.share.unassigned,
        )
        for one in found.squares
    ]


def dots(found: Coverage) -> list[Dot]:
    """The cases as the map draws them; none where they are too many to be told apart."""
    exact = [one for one in found.cases if one.exact]
    if len(exact) > MOST_DOTS:
        return []
    return [
        Dot(one.line.case_id, one.line.lon_e6, one.line.lat_e6, one.seen, one.unassigned)
        for one in exact
        if one.line.lon_e6 is not None and one.line.lat_e6 is not None
    ]


def share_words(share: Share) -> str:
    """A share in words: "12 个案件 · 走访过 8 个 · 无人负责 1 个"."""
    parts = [
        translate("TeamMap", "%n 个案件", "", share.count),
        translate("TeamMap", "走访过 %n 个", "", share.seen),
    ]
    if share.unassigned:
        parts.append(translate("TeamMap", "无人负责 %n 个", "", share.unassigned))
    return " · ".join(parts)


def facts(found: Coverage) -> str:
    """The head of the page in one line, and that it watches nobody."""
    total = found.total
    parts = [
        translate("TeamMap", "%n 个案件", "", total.count),
        translate("TeamMap", "{days} 天内走访过 {percent}%").format(days=found.wish.days, percent=total.percent),
    ]
    if total.unassigned:
        parts.append(translate("TeamMap", "无人负责 %n 个", "", total.unassigned))
    parts.append(translate("TeamMap", "不显示、也不记录任何人员的位置或行踪"))
    return " · ".join(parts)


def legend(found: Coverage) -> str:
    """What the map's signs mean, and what it leaves out."""
    parts = [
        translate("TeamMap", "方格里是“走访过/全部”"),
        translate("TeamMap", "● 走访过"),
        translate("TeamMap", "○ 未走访"),
        translate("TeamMap", "◇ 无人负责"),
    ]
    if found.squares:
        parts.append(translate("TeamMap", "一格 {side}").format(side=_metres(found.side)))
    if found.inexact:
        parts.append(translate("TeamMap", "%n 个案件位置不够准，只列在表里", "", found.inexact))
    return " · ".join(parts)


def map_legend(found: Coverage) -> str:
    """What the map with streets leaves out."""
    nowhere = sum(one.line.lon_e6 is None for one in found.cases)
    rings = translate("TeamMap", "虚线圈是位置的误差范围")
    if not nowhere:
        return rings
    return " · ".join((rings, translate("TeamMap", "%n 个案件没有位置，只列在表里", "", nowhere)))


def kinds() -> list[MapKind]:
    """What a point of the map with streets may be: visited, not, or with nobody."""
    return [
        MapKind(translate("TeamMap", "走访过"), theme.colour("text_2").name(), "circle"),
        MapKind(translate("TeamMap", "未走访"), theme.colour("warn").name(), "square"),
        MapKind(translate("TeamMap", "无人负责"), theme.colour("stop").name(), "diamond"),
    ]


def points(found: Coverage) -> list[MapPoint]:
    """The cases with a place, as the map with streets shows them; on a reader thread."""
    return [
        MapPoint(
            one.line.case_id,
            one.line.lat_e6,
            one.line.lon_e6,
            2 if one.unassigned else 0 if one.seen else 1,
            one.line.radius_m or 0,
            named(one),
            " · ".join((bucket_words(bucket(one), one.line.days_past_due), keeper(one), last_seen(one))),
        )
        for one in found.cases
        if one.line.lon_e6 is not None and one.line.lat_e6 is not None
    ]


def district_name(one: District) -> str:
    """A district's name."""
    return one.name or translate("TeamMap", "没有写明地区")


def collector_name(one: Workload) -> str:
    """A collector's name."""
    return one.staff.name if one.staff is not None else translate("TeamMap", "不明")


def collector_state(one: Workload) -> str:
    """What to know about a collector: the number, or that the account is closed."""
    if one.staff is None:
        return ""
    if not one.staff.active:
        return translate("TeamMap", "账号已停用")
    return one.staff.staff_no


def coverage_cell(share: Share) -> str:
    """How many of how many, and the share."""
    return f"{share.seen} / {share.count}"


def coverage_tone(share: Share) -> Tone:
    """Its tone."""
    return tone_of(share.percent)


def last_seen(one: CoveredCase) -> str:
    """When somebody was there."""
    at = one.line.last_visit_at
    if at is None:
        return translate("TeamMap", "从未走访")
    return formats.short_date(formats.civil(at).date())


def keeper(one: CoveredCase) -> str:
    """Who works on it."""
    if one.unassigned:
        name = one.collector
        return (
            translate("TeamMap", "无人负责（原 {name}）").format(name=name)
            if name
            else translate("TeamMap", "无人负责")
        )
    return one.collector


def named(one: CoveredCase) -> str:
    """Who and which shop."""
    return " · ".join(part for part in (one.line.borrower_name, one.line.premises_name) if part)


def bucket(one: CoveredCase) -> Bucket:
    """The ageing bucket, as the theme knows it."""
    return theme.BUCKETS[[str(each) for each in theme.BUCKETS].index(one.line.bucket)]


def square_words(one: Square) -> str:
    """A square, where it alone is looked at."""
    return translate("TeamMap", "只看这一格：{facts}").format(facts=share_words(one.share))


def _metres(side: int) -> str:
    if side < 1000:
        return translate("TeamMap", "{metres} 米见方").format(metres=side)
    return translate("TeamMap", "{kilometres} 公里见方").format(kilometres=side // 1000)
