"""A server's life by its commands: set up, peopled, run, ended; a refusal is a sentence and leaves nothing behind."""

from __future__ import annotations

import io
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fieldapp import clock
from fieldapp.cli.main import main
from fieldapp.errors import KnownError
from fieldapp.protocol.signin import SignInRequest
from fieldapp.server import home as server_home
from fieldapp.server.serve import Listening, serve
from fieldapp.sync.transport import Transport
from tests.laptops import BareLaptop
from tests.office import PASSPHRASE
from tests.postgres import PostgresServer

LENDER = "苏南惠农小额贷款有限公司"
DEADLINE = 20.0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that was set up, on SQLite."""
    folder = tmp_path / "server"
    assert init(folder) == 0
    return folder


def init(folder: Path, *more: str) -> int:
    return main(["server", "init", "--home", str(folder), "--name", LENDER, *more])


def add_user(monkeypatch: pytest.MonkeyPatch, folder: Path, login: str, passphrase: str = PASSPHRASE) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(passphrase + "\n"))
    who = ["--login", login, "--name", "周明", "--staff-no", f"N-{login.strip().lower()}", "--role", "collector"]
    return main(["server", "user", "add", "--home", str(folder), *who, "--passphrase-stdin"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, *more: str, scheme: str = "http") -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The server as a process of its own, from when it answers."""
    port = free_port()
    command = [sys.executable, "-m", "fieldapp", "server", "serve", "--home", str(folder), "--port", str(port), *more]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            _until_it_listens(process, port)
            yield process, f"{scheme}://127.0.0.1:{port}"
        finally:
            process.kill()


def _until_it_listens(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + DEADLINE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    pytest.fail("the server did not begin to listen")


def test_an_office_is_set_up_peopled_and_served_until_whoever_started_it_has_gone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert add_user(monkeypatch, home, " ZhouMing ") == 0
    with served(home, "--until-stdin-closes") as (process, url):
        own = BareLaptop(url, "zhouming")
        assert own.given.office.name == LENDER
        assert own.sync().end is not None
        own.close()
        assert process.stdin is not None
        assert process.stdout is not None
        assert url in process.stdout.readline().decode()
        process.stdin.close()
        assert process.wait(DEADLINE) == 0
    with pytest.raises(KnownError, match=r"sync\.server_away"):
        BareLaptop(url, "zhouming")


@pytest.mark.postgres
def test_the_same_on_postgresql(
    tmp_path: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, url = tmp_path / "server", postgres.database()
    assert init(folder, "--database", url) == 0
    assert add_user(monkeypatch, folder, "zhouming") == 0
    assert not list(folder.glob("*.db"))
    with served(folder, "--until-stdin-closes") as (process, address):
        own = BareLaptop(address, "zhouming")
        assert own.sync().end is not None
        own.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(DEADLINE) in {0, -signal.SIGTERM}
    capsys.readouterr()
    assert init(tmp_path / "other", "--database", url) == 1
    assert "已经初始化" in capsys.readouterr().err


def test_a_home_is_made_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in home.iterdir() if path.is_file()}
    capsys.readouterr()
    assert init(home) == 1
    assert str(home) in capsys.readouterr().err
    assert {path: path.read_bytes() for path in home.iterdir() if path.is_file()} == before


def test_setting_up_again_never_replaces_the_secret_of_the_keys_that_are_there(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = (home / "secret.key").read_bytes()
    (home / "server.json").unlink()
    capsys.readouterr()
    assert init(home, "--lang", "en") == 1
    assert capsys.readouterr().err.startswith("This database has been set up already. ")
    assert (home / "secret.key").read_bytes() == secret


def test_a_file_that_is_no_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.db").write_bytes(b"this is no database" * 300)
    assert init(tmp_path / "server", "--database", f"sqlite:///{tmp_path / 'other.db'}") == 1
    assert "file is not a database" in capsys.readouterr().err


def test_a_database_is_the_same_from_whatever_folder_the_server_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert init(tmp_path / "server", "--database", "sqlite:///office.db") == 0
    assert server_home.find(tmp_path / "server").database_url == f"sqlite:///{tmp_path / 'office.db'}"


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_home_that_cannot_be_made_is_told(tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert init(tmp_path / place) == 1
    assert "路径中有一段不是目录" in capsys.readouterr().err
    assert main(["server", "restored", "--home", str(tmp_path / place)]) == 1


def test_an_office_without_a_name_is_not_set_up(tmp_path: Path) -> None:
    assert main(["server", "init", "--home", str(tmp_path / "server"), "--name", "  "]) == 1
    assert not (tmp_path / "server").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_nobody_else_looks_into_a_home(home: Path) -> None:
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_database_that_fails_in_the_middle_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add_user(monkeypatch, home, "zhouming") == 0
    with closing(sqlite3.connect(home / "office.db", isolation_level=None)) as elsewhere:
        elsewhere.execute("DROP TABLE meta")
    capsys.readouterr()
    assert main(["server", "restored", "--home", str(home)]) == 1
    assert "no such table" in capsys.readouterr().err


def test_only_its_owner_reads_the_secret(home: Path) -> None:
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert len(server_home.find(home).secret()) == 32
    keys = b"".join(path.read_bytes() for path in home.glob("office.db*"))
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in keys
    assert b"BEGIN PRIVATE KEY" not in keys


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://nobody@127.0.0.1:9/nothing", "连不上数据库"),
        ("postgresql://nobody:private@127.0.0.1/x?no_such_option=1", "连不上数据库"),
        ("sqlite:////no/such/folder/x.db", "连不上数据库"),
        ("nonsense", "不能使用这个数据库地址"),
        ("postgresql://nobody:private@127.0.0.1:port/x", "不能使用这个数据库地址"),
        ("mysql://nobody:private@127.0.0.1/x", "不能使用这个数据库地址"),
        ("sqlite://", "不能使用这个数据库地址"),
        ("sqlite:///:memory:", "不能使用这个数据库地址"),
    ],
)
def test_a_setup_that_could_not_reach_its_database_can_be_done_again(
    tmp_path: Path, url: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "server"
    assert init(folder, "--database", url) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "private" not in said
    assert init(folder) == 0
    assert server_home.find(folder).chosen_database == ""


@pytest.mark.parametrize(
    ("login", "passphrase", "words"), [("zhouming", PASSPHRASE, "已存在"), ("wudi", "1234567", "8")]
)
def test_an_account_that_cannot_be_is_refused_with_a_sentence(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    login: str,
    passphrase: str,
    words: str,
) -> None:
    assert add_user(monkeypatch, home, "zhouming") == 0
    assert add_user(monkeypatch, home, login, passphrase) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--login", " ", "登录名不能是"),
        ("--login", "zhou ming", "登录名不能是"),
        ("--login", "zhou\udcff", "登录名不能是"),
        ("--name", "", "“--name”不能是"),
        ("--staff-no", "C\n1", "“--staff-no”不能是"),
        ("--team", "x" * 201, "“--team”不能是"),
        ("--role", "supervisor", "--level"),
    ],
)
def test_somebody_who_could_not_sign_in_or_be_printed_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, words: str
) -> None:
    told = {"--login": "wudi", "--name": "吴迪", "--staff-no": "C1", "--role": "collector"} | {option: value}
    given = [part for pair in told.items() for part in pair]
    assert main(["server", "user", "add", "--home", str(home), *given, "--passphrase-stdin"]) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "words"), [("", "8"), ("         ", "8"), ("\udcff2345678", "没有读到口令"), ("1234567\r", "8")]
)
def test_a_passphrase_that_is_none_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, words: str
) -> None:
    assert add_user(monkeypatch, home, "zhouming", typed) == 1
    assert words in capsys.readouterr().err


def test_a_typed_passphrase_is_typed_twice(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    who = ["--login", "wudi", "--name", "吴迪", "--staff-no", "C1", "--role", "collector", "--lang", "en"]
    for typed, code in (([PASSPHRASE, "practice-2027"], 1), ([PASSPHRASE, PASSPHRASE], 0)):
        answers = iter(typed)
        monkeypatch.setattr("getpass.getpass", lambda _prompt, answers=answers: next(answers))
        assert main(["server", "user", "add", "--home", str(home), *who]) == code
    said = capsys.readouterr()
    assert "The two passphrases differ" in said.err
    assert "Added 吴迪, login wudi." in said.out


def test_a_certificate_that_cannot_be_used_is_told(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cert, _key = certificate(tmp_path)
    (tmp_path / "junk.pem").write_text("junk", encoding="utf-8")
    serving = ["server", "serve", "--home", str(home), "--port", "0"]
    for pair in (
        ["--tls-cert", str(cert), "--tls-key", str(tmp_path / "nowhere.pem")],
        ["--tls-cert", str(tmp_path / "junk.pem")],
        ["--tls-cert", str(cert)],
        ["--tls-key", str(tmp_path / "junk.pem")],
    ):
        assert main([*serving, *pair]) == 1
        assert "--tls-cert" in (said := capsys.readouterr().err) or "TLS" in said


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "office.example", ""])
def test_without_a_certificate_only_this_machine_is_served(home: Path, host: str) -> None:
    with pytest.raises(KnownError, match=r"server\.tls_needed"):
        serve(server_home.find(home), Listening(host, free_port()))


def test_the_command_says_so_in_a_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["server", "serve", "--home", str(home), "--host", "0.0.0.0"]) == 1
    assert "0.0.0.0" in capsys.readouterr().err


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that nobody has reason to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = clock.SystemClock().now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "tls.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "tls.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "tls.pem", folder / "tls.key"


def test_with_a_certificate_it_speaks_tls_and_a_laptop_that_does_not_trust_it_says_nothing(
    home: Path, tmp_path: Path
) -> None:
    cert, key = certificate(tmp_path)
    with served(home, "--tls-cert", str(cert), "--tls-key", str(key), scheme="https") as (_process, url):
        with urllib3.PoolManager(ca_certs=str(cert), retries=False) as trusting:
            assert trusting.request("GET", f"{url}/v1/health").json()["status"] == "ok"
        transport = Transport(url)
        with pytest.raises(KnownError, match=r"sync\.certificate_wrong"):
            transport.sign_in(SignInRequest("zhouming", PASSPHRASE, "x", "laptop"))
        transport.close()


def test_a_home_that_is_not_there_or_damaged_is_told(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KnownError, match=r"server\.not_there"):
        server_home.find(tmp_path / "nowhere")
    for content in ("", "[]", "{}", "not json"):
        (home / "server.json").write_text(content, encoding="utf-8")
        with pytest.raises(KnownError, match=r"server\.settings_damaged"):
            server_home.find(home)
    (home / "server.json").write_text('{"database": ""}', encoding="utf-8")
    for content in ("", "not hex"):
        (home / "secret.key").write_text(content, encoding="utf-8")
        with pytest.raises(KnownError, match=r"server\.secret_missing|security\.ca_unreadable"):
            serve(server_home.find(home), Listening("127.0.0.1", free_port()))
    (home / "secret.key").unlink()
    with pytest.raises(KnownError, match=r"server\.secret_missing"):
        server_home.find(home).secret()
    monkeypatch.setenv("FIELDAPP_DATABASE_URL", "sqlite:////elsewhere.db")
    assert server_home.find(home).database_url == "sqlite:////elsewhere.db"


def test_a_port_that_somebody_has_is_told_in_a_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["server", "serve", "--home", str(home), "--port", str(port)]) == 1
    assert str(port) in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["server"],
        ["server", "serve", "--port", "x"],
        ["server", "serve", "--port", "65536"],
        ["nonsense"],
        ["--practice-now", "yesterday", "server", "restored"],
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert code == 2
    assert capsys.readouterr()
