from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import digest
from fieldapp.security import vault as vault_module
from fieldapp.security.atomic_file import replace_file
from fieldapp.security.passphrase_wrap import Cost
from fieldapp.security.recovery import make_recovery_key, unwrap_with_recovery, wrap_for_recovery
from fieldapp.security.vault import Vault, recovery_context

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
DEVICE = "0192f3c0-0000-7000-8000-000000000001"
ABOUT = {
    "server": "https://office.example",
    "login": "lixl",
    "name": "李小龙",
    "role": "collector",
    "office": "惠农小贷",
}
SECRET = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "users" / "lixl" / "vault.json"


@pytest.fixture
def key(path: Path) -> bytes:
    return Vault.create(path, "春风 十里 2026", None, DEVICE, ABOUT, cost=CHEAP)


def code(call: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(KnownError) as refused:
        call(*args, **kwargs)  # type: ignore[operator]
    return refused.value.code


def test_the_passphrase_opens_what_it_made(path: Path, key: bytes) -> None:
    assert len(key) == 32
    assert Vault.open(path, "春风 十里 2026") == key


def test_every_vault_has_a_key_of_its_own(path: Path, key: bytes, tmp_path: Path) -> None:
    assert Vault.create(tmp_path / "other.json", "春风 十里 2026", None, DEVICE, ABOUT, cost=CHEAP) != key


def test_neither_key_nor_passphrase_stand_in_the_file(path: Path, key: bytes) -> None:
    content = path.read_text(encoding="utf-8")
    assert key.hex() not in content
    assert "春风" not in content
    assert json.loads(content)["about"] == ABOUT


def test_the_cost_of_a_guess_is_the_one_decided_and_stands_in_the_file(path: Path) -> None:
    Vault.create(path, "春风 十里 2026", None, DEVICE, ABOUT)
    assert json.loads(path.read_bytes())["wraps"][0]["cost"] == {"passes": 3, "memory_kib": 65536, "lanes": 4}
    assert code(Vault.open, path, "春风 十里 2027") == "security.wrong_passphrase"


@pytest.mark.parametrize("typed", ["", "春风 十里", "春风 十里 2026 ", "春风十里2026"])
def test_another_passphrase_is_refused(path: Path, key: bytes, typed: str) -> None:
    assert code(Vault.open, path, typed) == "security.wrong_passphrase"


def test_an_accent_typed_in_two_ways_is_one_passphrase(path: Path) -> None:
    key = Vault.create(path, "caf\u00e9 noir", None, DEVICE, ABOUT, cost=CHEAP)
    assert Vault.open(path, "cafe\u0301 noir") == key


def test_an_empty_passphrase_makes_no_vault(path: Path) -> None:
    assert code(Vault.create, path, "", None, DEVICE, ABOUT) == "security.passphrase_empty"
    assert not path.exists()


def test_a_vault_is_never_overwritten(path: Path, key: bytes) -> None:
    assert code(Vault.create, path, "x", None, DEVICE, ABOUT, cost=CHEAP) == "security.vault_exists"
    assert Vault.open(path, "春风 十里 2026") == key


def test_a_vault_that_is_not_there_is_missing(path: Path) -> None:
    assert code(Vault.open, path, "x") == "security.vault_missing"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_nobody_else_on_the_machine_can_read_it(path: Path, key: bytes) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == ["vault.json"]


@given(data=st.data())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_is_called_damage(path: Path, key: bytes, data: st.DataObject) -> None:
    whole = _whole.setdefault(path, path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(["flip", "cut", "drop"]))
    changed = {"flip": whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], "cut": whole[:at],
               "drop": whole[:at] + whole[at + 1 :]}[kind]  # fmt: skip
    path.write_bytes(changed)
    if _means_the_same(changed, whole):
        assert Vault.open(path, "春风 十里 2026") == key
    else:
        assert code(Vault.open, path, "春风 十里 2026") == "security.vault_damaged"


_whole: dict[Path, bytes] = {}


def _means_the_same(changed: bytes, whole: bytes) -> bool:
    try:
        return bool(json.loads(changed) == json.loads(whole))
    except ValueError:
        return False


def test_what_stands_in_the_clear_is_sealed_by_the_key(path: Path, key: bytes, tmp_path: Path) -> None:
    held = json.loads(path.read_bytes())
    held["about"]["server"] = "https://thief.example"
    _rewrite(path, held)
    assert code(Vault.open, path, "春风 十里 2026") == "security.vault_damaged"


def test_a_wrap_moved_to_another_device_does_not_open(path: Path, key: bytes) -> None:
    held = json.loads(path.read_bytes())
    held["device_id"] = "0192f3c0-0000-7000-8000-000000000002"
    _rewrite(path, held)
    assert code(Vault.open, path, "春风 十里 2026") == "security.wrong_passphrase"


@pytest.mark.parametrize("cost", [{"passes": 10**6}, {"memory_kib": 10**9}, {"lanes": 0}, {"memory_kib": 8}])
def test_an_absurd_cost_is_not_computed(path: Path, key: bytes, cost: dict[str, int]) -> None:
    held = json.loads(path.read_bytes())
    held["wraps"][0]["cost"] |= cost | ({"lanes": 4} if "memory_kib" in cost else {})
    _rewrite(path, held)
    assert code(Vault.open, path, "春风 十里 2026") == "security.vault_damaged"


def _rewrite(path: Path, held: dict[str, object]) -> None:
    """As somebody would who knows the format: with a check sum that fits."""
    held.pop("check")
    held["check"] = digest(held)
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")


def test_a_changed_passphrase_opens_the_same_key_and_the_old_one_no_more(path: Path, key: bytes) -> None:
    Vault.change_passphrase(path, "春风 十里 2026", "秋水 长天 2027", cost=CHEAP)
    assert Vault.open(path, "秋水 长天 2027") == key
    assert code(Vault.open, path, "春风 十里 2026") == "security.wrong_passphrase"
    assert len(Vault.read(path).wraps) == 1


def test_a_change_needs_the_old_passphrase(path: Path, key: bytes) -> None:
    before = path.read_bytes()
    assert code(Vault.change_passphrase, path, "wrong", "new", cost=CHEAP) == "security.wrong_passphrase"
    assert code(Vault.change_passphrase, path, "春风 十里 2026", "", cost=CHEAP) == "security.passphrase_empty"
    assert path.read_bytes() == before


@pytest.mark.parametrize("step", [1, 2])
def test_a_power_cut_during_a_change_leaves_a_passphrase_that_opens(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    written = 0

    def dying(where: Path, content: bytes) -> None:
        nonlocal written
        written += 1
        if written == step:
            raise KeyboardInterrupt
        replace_file(where, content)

    monkeypatch.setattr(vault_module, "replace_file", dying)
    with pytest.raises(KeyboardInterrupt):
        Vault.change_passphrase(path, "春风 十里 2026", "秋水 长天 2027", cost=CHEAP)
    monkeypatch.undo()
    assert Vault.open(path, "春风 十里 2026") == key
    if step == 2:
        assert Vault.open(path, "秋水 长天 2027") == key
    Vault.change_passphrase(path, "春风 十里 2026", "冬雪 2028", cost=CHEAP)
    assert Vault.open(path, "冬雪 2028") == key
    assert len(Vault.read(path).wraps) == 1


def test_a_full_disk_leaves_the_old_file_and_can_be_tried_again(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError) as refused:
        Vault.change_passphrase(path, "春风 十里 2026", "秋水 长天 2027", cost=CHEAP)
    assert (refused.value.code, refused.value.retryable) == ("security.vault_not_written", True)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["vault.json"]


def test_what_sign_in_needs_is_read_without_a_passphrase_and_revised_with_the_key(path: Path, key: bytes) -> None:
    assert Vault.read(path).about == ABOUT
    Vault.revise_about(path, key, ABOUT | {"server": "https://new.example"})
    assert Vault.read(path).about["server"] == "https://new.example"
    assert Vault.open(path, "春风 十里 2026") == key
    assert code(Vault.revise_about, path, bytes(32), ABOUT) == "security.vault_damaged"


def test_the_office_opens_a_vault_whose_passphrase_was_forgotten(path: Path) -> None:
    private, public = make_recovery_key(SECRET)
    key = Vault.create(path, "forgotten", public, DEVICE, ABOUT, cost=CHEAP)
    held = Vault.read(path)
    assert held.recovery is not None
    recovered = unwrap_with_recovery(held.recovery, private, SECRET, recovery_context(held.device_id))
    assert recovered == key
    Vault.reset_passphrase(path, recovered, "fresh", cost=CHEAP)
    assert Vault.open(path, "fresh") == key
    assert Vault.read(path).recovery == held.recovery


def test_a_foreign_key_resets_nothing(path: Path, key: bytes) -> None:
    before = path.read_bytes()
    assert code(Vault.reset_passphrase, path, bytes(32), "x", cost=CHEAP) == "security.vault_damaged"
    assert path.read_bytes() == before


def test_recovery_opens_for_the_right_office_device_and_bytes_only() -> None:
    private, public = make_recovery_key(SECRET)
    stranger, _ = make_recovery_key(SECRET)
    wrapped = wrap_for_recovery(b"k" * 32, public, b"context")
    assert unwrap_with_recovery(wrapped, private, SECRET, b"context") == b"k" * 32
    assert code(unwrap_with_recovery, wrapped, private, SECRET, b"other") == "security.recovery_failed"
    assert code(unwrap_with_recovery, wrapped, stranger, SECRET, b"context") == "security.recovery_failed"
    assert code(unwrap_with_recovery, wrapped, private, b"y" * 32, b"context") == "security.recovery_key_unusable"
    for field in ("one_time_key", "nonce", "sealed"):
        for broken in ("", "AAAA", "no base64!"):
            changed = type(wrapped)(
                **{name: getattr(wrapped, name) for name in ("one_time_key", "nonce", "sealed")} | {field: broken}
            )
            assert code(unwrap_with_recovery, changed, private, SECRET, b"context") == "security.recovery_failed"


@pytest.mark.parametrize("pem", [b"", b"nonsense", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_a_recovery_key_that_is_none_makes_no_vault(path: Path, pem: bytes) -> None:
    assert code(Vault.create, path, "x", pem, DEVICE, ABOUT, cost=CHEAP) == "security.recovery_key_unusable"
    assert not path.exists()


def test_a_storage_secret_a_person_could_remember_is_refused() -> None:
    with pytest.raises(ValueError, match="32 random bytes"):
        make_recovery_key(b"short")
