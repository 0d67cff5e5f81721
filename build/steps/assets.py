"""Makes `resources/made`: everything on screen and on paper that is somebody else's work and is never committed.

Fonts, icons and the map's scripts come from pinned packages; translations are compiled from `resources/i18n`. Each is
made in a temporary folder and put in its place file by file when it is whole, so that a running FieldApp or a broken
set-up never meets half of one.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steps import node, places
from steps.log import Log
from steps.plan import Step

ICON_LIST = places.ROOT / "resources" / "icons.txt"
TRANSLATIONS = places.ROOT / "resources" / "i18n"
ENGLISH = TRANSLATIONS / "fieldapp_en.ts"
TRADITIONAL_WORDS = TRANSLATIONS / "zh_TW_words.tsv"
SIMPLIFIED_MESSAGES = places.ROOT / "resources" / "messages" / "zh_CN"
CUT_FONT = places.ASSETS / "cut_font.py"
EXPORT_ICONS = places.ASSETS / "export_icons.py"
TRADITIONAL = places.ASSETS / "traditional.py"
TRADITIONAL_NAME = "zh_TW"
QT_OWN = ("qtbase_zh_CN", "qtbase_zh_TW")
"""Qt's own few words; it brings its English itself."""
FACES = {"NotoSansSC-Regular.ttf": "400Regular", "NotoSansSC-SemiBold.ttf": "600SemiBold"}
PAPER_FACES = {
    "pylopdf_fonts_zh_cn": ("NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"),
    "pylopdf_fonts_zh_tw": ("NotoSerifTC-Regular.otf", "NotoSansTC-Regular.otf"),
}
MAP_FILES = {
    "leaflet": ("dist/leaflet.js", "dist/leaflet.css"),
    "protomaps-leaflet": ("dist/protomaps-leaflet.js",),
}
MAP_LICENCES = ("leaflet", "protomaps-leaflet")
BUNDLED = (
    "@mapbox/point-geometry", "@mapbox/vector-tile", "color2k", "fflate", "pbf", "potpack", "quickselect", "rbush",
)  # fmt: skip
"""What is inside the one file of protomaps-leaflet, each with a licence that asks to be passed on."""

WORLD = ("world-atlas", "land-50m.json")
"""Land of the world, without borders: the package and its file that the world pack is made of."""
WORLD_MAKERS = tuple(places.ROOT / "build" / "region" / name for name in ("world.py", "archive.py"))


def steps() -> list[Step]:
    """Everything that `resources/made` holds."""
    return [
        Step("fonts-and-map", "Screen fonts and map files", _npm_inputs, _npm_outputs, _make_fonts_and_map),
        Step("paper", "Paper fonts", _paper_inputs, _paper_outputs, _copy_paper_fonts),
        Step("icons", "Icons", _icon_inputs, lambda: [places.MADE / "icons"], _export_icons),
        Step("i18n", "Translations", _translation_inputs, _translation_outputs, _compile_translations),
    ]


def publish(made: Path, place: Path, keep: tuple[str, ...] = ()) -> None:
    """Move the files of `made` over those of `place`, one at a time and each whole, and drop what is no longer made.

    Args:
        made: a folder on the same file system.
        place: where they belong; made if need be.
        keep: names in `place` that are not ours to drop.
    """
    place.mkdir(parents=True, exist_ok=True)
    names = {path.name for path in made.iterdir()}
    for path in sorted(made.iterdir()):
        if path.is_dir():
            publish(path, place / path.name)
        else:
            path.replace(place / path.name)
    for old in place.iterdir():
        if old.name not in names and old.name not in keep:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder to make things in, gone afterwards whatever happens."""
    places.SETUP.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=places.SETUP, prefix="making-") as folder:
        yield Path(folder)


def _npm_inputs() -> list[str | Path]:
    named = repr((FACES, MAP_FILES, MAP_LICENCES, BUNDLED, WORLD))
    made_with = [places.locked(name) for name in ("fonttools", "mapbox-vector-tile", "pmtiles", "shapely")]
    return [*node.PACKAGE_FILES, CUT_FONT, *WORLD_MAKERS, named, *made_with]


def _npm_outputs() -> list[Path]:
    fonts = [places.MADE / "fonts" / name for name in FACES]
    scripts = [places.MADE / "map" / Path(file).name for files in MAP_FILES.values() for file in files]
    return [*fonts, *scripts, places.MADE / "map" / "world" / "manifest.json"]


def _make_fonts_and_map(log: Log) -> None:
    with workshop() as folder:
        modules = node.fetch(folder, log)
        _cut_fonts(modules / "@expo-google-fonts" / "noto-sans-sc", folder / "fonts", log)
        _collect_map(modules, folder / "map")
        _make_world(modules / WORLD[0], folder / "map" / "world", log)
        publish(folder / "fonts", places.MADE / "fonts", keep=("paper",))
        publish(folder / "map", places.MADE / "map")


def _cut_fonts(package: Path, out: Path, log: Log) -> None:
    """Cut the two faces side by side: each takes one core for some seconds."""
    out.mkdir()
    with log.path.open("a", encoding="utf-8") as said:
        cutters = [
            subprocess.Popen(
                [places.VENV_PYTHON, CUT_FONT, next((package / weight).glob("*.ttf")), out / name],
                env=places.environment(),
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            for name, weight in FACES.items()
        ]
        ended = [cutter.wait() for cutter in cutters]
    if any(ended):
        raise log.trouble(CUT_FONT.name)
    shutil.copyfile(package / "LICENSE_FONT", out / "OFL.txt")


def _collect_map(modules: Path, out: Path) -> None:
    shutil.copytree(modules / "leaflet" / "dist" / "images", out / "images")
    for package, files in MAP_FILES.items():
        for file in files:
            shutil.copyfile(modules / package / file, out / Path(file).name)
    for package in MAP_LICENCES:
        shutil.copyfile(modules / package / "LICENSE", out / f"LICENCE.{package}.txt")
    texts = [f"{name}\n\n{_licence(modules / name)}" for name in BUNDLED]
    (out / "LICENCE.protomaps-bundled.txt").write_text("\n\n———\n\n".join(texts), encoding="utf-8")


def _make_world(package: Path, out: Path, log: Log) -> None:
    """The map below all others, as a pack that lies unpacked beside the map's scripts."""
    ours = {"PYTHONPATH": str(places.ROOT / "build")}
    log.run([places.VENV_PYTHON, "-m", "region.world", package / WORLD[1], out], extra=ours)
    shutil.copyfile(package / "LICENSE", out.with_name(f"LICENCE.{WORLD[0]}.txt"))


def _licence(package: Path) -> str:
    return next(package.glob("LICENSE*")).read_text(encoding="utf-8").strip()


def _paper_inputs() -> list[str | Path]:
    return [repr(PAPER_FACES), places.locked("pylopdf-fonts-zh-cn"), places.locked("pylopdf-fonts-zh-tw")]


def _paper_outputs() -> list[Path]:
    return [places.MADE / "fonts" / "paper" / name for names in PAPER_FACES.values() for name in names]


def _copy_paper_fonts(_log: Log) -> None:
    installed = places.site_packages()
    with workshop() as folder:
        for package, names in PAPER_FACES.items():
            for name in names:
                shutil.copyfile(installed / package / name, folder / name)
            licence = next(installed.glob(f"{package}-*.dist-info/licenses/LICENSE"))
            shutil.copyfile(licence, folder / f"OFL.{package}.txt")
        publish(folder, places.MADE / "fonts" / "paper")


def _icon_inputs() -> list[str | Path]:
    return [ICON_LIST, EXPORT_ICONS, places.locked("qtawesome"), places.locked("pyside6-essentials")]


def _export_icons(log: Log) -> None:
    with workshop() as folder:
        screenless = {"QT_QPA_PLATFORM": "offscreen", "QT_API": "pyside6"}
        log.run([places.VENV_PYTHON, EXPORT_ICONS, ICON_LIST, folder], extra=screenless)
        publish(folder, places.MADE / "icons")


def _sources() -> list[Path]:
    return sorted(TRANSLATIONS.glob("*.ts"))


def _translation_inputs() -> list[str | Path]:
    messages = sorted(SIMPLIFIED_MESSAGES.glob("*.json"))
    return [
        places.locked("pyside6-essentials"),
        places.locked("opencc"),
        TRADITIONAL,
        TRADITIONAL_WORDS,
        *_sources(),
        *messages,
    ]


def _translation_outputs() -> list[Path]:
    names = [*QT_OWN, f"fieldapp_{TRADITIONAL_NAME}", *(source.stem for source in _sources())]
    messages = [places.MADE / "messages" / TRADITIONAL_NAME / path.name for path in SIMPLIFIED_MESSAGES.glob("*.json")]
    return [*(places.MADE / "i18n" / f"{name}.qm" for name in names), *messages]


def _compile_translations(log: Log) -> None:
    qt = places.site_packages() / "PySide6"
    theirs = qt / "translations" if places.WINDOWS else qt / "Qt" / "translations"
    with workshop() as folder:
        made, turned = folder / "made", folder / "turned"
        made.mkdir()
        turned.mkdir()
        for name in QT_OWN:
            shutil.copyfile(theirs / f"{name}.qm", made / f"{name}.qm")
        log.run([places.VENV_PYTHON, TRADITIONAL, ENGLISH, TRADITIONAL_WORDS, SIMPLIFIED_MESSAGES, turned])
        for source in (*_sources(), turned / f"fieldapp_{TRADITIONAL_NAME}.ts"):
            compiler = qt / ("lrelease.exe" if places.WINDOWS else "lrelease")
            log.run([compiler, "-silent", source, "-qm", made / f"{source.stem}.qm"])
        publish(made, places.MADE / "i18n")
        publish(turned / "messages", places.MADE / "messages" / TRADITIONAL_NAME)
