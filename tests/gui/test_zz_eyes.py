import os, pytest
from tests.gui.test_every_screen import *

LANG = os.environ.get("L", "zh_CN")
THEME = os.environ.get("T", "light")
W = int(os.environ.get("W", "1366"))
H = int(os.environ.get("H", "768"))
S = float(os.environ.get("S", "1.0"))


def test_shots(lived_in, looking, qtbot, tmp_path):
    i18n.switch(LANG)
    theme.apply(looking, THEME, S)
    out = f"/tmp/shots/{LANG}-{THEME}-{W}-{S}"
    os.makedirs(out, exist_ok=True)
    with whole_window(lived_in.desk, qtbot, tmp_path / "p", (W, H)) as work:
        for n, (name, page) in enumerate(screens(work, lived_in, qtbot)):
            qtbot.wait(150)
            k = (
                name.split("{")[0].strip()
                + "-"
                + name.split("|", 1)[1].replace("{", "").replace("}", "").replace("|", "_")
                if "|" in name
                else name.split("{")[0].strip()
            )
            work.shell.grab().save(f"{out}/{n:02d}-{k}.png")
