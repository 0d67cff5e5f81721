"""The tokens of the look, light and dark: colours, radii and the scale of type. `ui.theme` puts one set in force."""

from __future__ import annotations

from typing import Literal, NamedTuple

Role = Literal["display", "figure", "h1", "h2", "strong", "body", "muted", "faint"]
RADIUS = 8
FIELD_RADIUS = 6
POINTS: dict[Role, float] = {
    "display": 20, "figure": 16, "h1": 15, "h2": 10.5, "strong": 10, "body": 10, "muted": 10, "faint": 9,
}  # fmt: skip
STRONG_ROLES: tuple[Role, ...] = ("display", "figure", "h1", "h2", "strong")
PRINT = ("#111111", "#666666", "#cccccc", "#12000000")
"""Ink, faint ink, lines and the mark (alpha first) of a printed list: paper is white in every theme of the screen."""


class Theme(NamedTuple):
    """One set of tokens: grounds, lines, texts, the accent, the four states, the five ageing buckets."""

    canvas: str
    surface: str
    sunken: str
    line: str
    field_line: str
    track: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_strong: str
    accent_weak: str
    on_accent: str
    focus: str
    ok: str
    warn: str
    stop: str
    info: str
    ok_weak: str
    warn_weak: str
    stop_weak: str
    info_weak: str
    buckets: tuple[str, str, str, str, str]
    bucket_tint: float
    paper: str
    ink: str
    ink_line: str
    map_ground: str
    map_road: str
    map_water: str
    map_green: str
    map_building: str
    map_main: str
    map_edge: str
    dark: bool
    text_scale: float = 1.0


LIGHT = Theme(
    canvas="#f4f5f2", surface="#ffffff", sunken="#fafaf8", line="#e2e4df", field_line="#858e89", track="#e2e4df",
    text="#1b211f", text_2="#55605b", text_3="#5f6964",
    accent="#0f6b5c", accent_strong="#0b5649", accent_weak="#e2f0ed", on_accent="#ffffff", focus="#0f6b5c",
    ok="#1d7a3d", warn="#855700", stop="#b3261e", info="#1f5fa8",
    ok_weak="#e5f4e9", warn_weak="#fbf0d9", stop_weak="#fbe7e5", info_weak="#e6effa",
    buckets=("#436779", "#7a5e00", "#9c4a06", "#b0371a", "#8c1d2c"), bucket_tint=0.11,
    paper="#ffffff", ink="#102060", ink_line="#b4bab6", map_ground="#eef1ec", map_road="#dfe4dc",
    map_water="#cfe0e6", map_green="#dfead7", map_building="#e2e4dd", map_main="#fbfbf9", map_edge="#d3d8d0",
    dark=False,
)  # fmt: skip
DARK = Theme(
    canvas="#131718", surface="#1b2022", sunken="#181c1e", line="#2e3538", field_line="#6a7571", track="#2e3538",
    text="#e7ecea", text_2="#a7b1ad", text_3="#98a39e",
    accent="#4cc2aa", accent_strong="#63d3bc", accent_weak="#173a34", on_accent="#08211c", focus="#4cc2aa",
    ok="#62c583", warn="#e0b050", stop="#f2857c", info="#7fb4ee",
    ok_weak="#173122", warn_weak="#352a12", stop_weak="#3c1d1b", info_weak="#17293d",
    buckets=("#8fb4c7", "#e2c04c", "#f0a257", "#f08566", "#ee7d8c"), bucket_tint=0.18,
    paper="#ffffff", ink="#102060", ink_line="#b4bab6", map_ground="#171c1d", map_road="#242b2d",
    map_water="#0f2127", map_green="#1a2620", map_building="#20282a", map_main="#333c3f", map_edge="#2a3235",
    dark=True,
)  # fmt: skip
