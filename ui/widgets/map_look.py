"""How a map looks and what it says: tokens of the theme as the page's colours, and its few words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from fieldapp.geo.basemap.map_answers import MapKind, look_json
from ui import fonts, i18n, theme
from ui.i18n import translate
from ui.tokens import LIGHT, Theme

TEXT_PX = 13
"""Size of the map's own text in px, at normal text size."""
TOKENS: tuple[tuple[str, theme.Tone | theme.Ground | theme.Line], ...] = (
    ("ground", "map_ground"), ("land", "map_ground"), ("water", "map_water"), ("green", "map_green"),
    ("building", "map_building"), ("road", "map_main"), ("road_main", "map_main"), ("road_edge", "map_edge"),
    ("surface", "surface"), ("line", "line"), ("text", "text"), ("text_2", "text_2"), ("focus", "focus"),
    ("accent", "accent"), ("accent_weak", "accent_weak"),
)  # fmt: skip
DIMMED = "brightness(0.72) invert(0.92) hue-rotate(180deg) saturate(0.5)"
"""How a picture of a map that was drawn for day is shown by night."""


def look(kinds: Sequence[MapKind], legend: str, way: str, *, offers_ground: bool) -> bytes:
    """The look in force now; `legend` is its title, `way` what the way was read off."""
    told = theme.current()
    right_to_left = QGuiApplication.isRightToLeft()
    return look_json(
        colours(told),
        kinds,
        words(legend),
        paper=colours(LIGHT._replace(text_scale=told.text_scale)),
        way=way,
        language=i18n.language()[:2],
        direction="rtl" if right_to_left else "ltr",
        offers_ground=offers_ground,
    )


def colours(tokens: Theme) -> dict[str, str]:
    """The tokens as CSS values."""
    found = {name: str(getattr(tokens, token)) for name, token in TOKENS}
    found["font"] = f'"{fonts.load().normal}", sans-serif'
    found["size"] = f"{TEXT_PX * tokens.text_scale:.1f}px"
    found["raster"] = DIMMED if tokens.dark else "none"
    return found


def words(legend: str) -> dict[str, str]:
    """What the page says by itself."""
    return {
        "map": translate("FieldMap", "地图：方向键移动，加减号缩放，N 下一个标记，回车选中，Esc 返回"),
        "zoom_in": translate("FieldMap", "放大"),
        "zoom_out": translate("FieldMap", "缩小"),
        "legend": legend,
        "nothing": translate("FieldMap", "这里没有可显示的位置"),
        "group": translate("FieldMap", "{count} 个位置"),
        "stops": translate("FieldMap", "今日站点"),
        "way": translate("FieldMap", "今日路线"),
        "shares": translate("FieldMap", "多个位置，环为各类占比"),
        "ring": translate("FieldMap", "位置的误差范围"),
        "no_ground": translate("FieldMap", "这一带没有离线底图"),
        "get_ground": translate("FieldMap", "离线地图"),
        "mode_box": translate("FieldMap", "拖出方框选案件；也可按空格定两角，Esc 结束"),
        "mode_lasso": translate("FieldMap", "沿边界画一圈选案件，Esc 结束"),
        "mode_measure": translate("FieldMap", "逐点按下量距离；空格在十字处加点，Esc 结束"),
        "mode_pin": translate("FieldMap", "按在准确位置上；也可移动地图后按空格"),
        "measured": translate("FieldMap", "共 {length}，Esc 结束"),
        "metres": translate("FieldMap", "{count} 米"),
        "kilometres": translate("FieldMap", "{count} 公里"),
    }
