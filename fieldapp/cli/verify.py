"""`fieldapp verify FILE.pdf`: says in words whether a signed paper is whole, who signed it and when, and what is wrong.

For whoever holds such a file and does not work here: it needs no sign-in, no server and no network.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from fieldapp import paths
from fieldapp.cli.speaking import tell
from fieldapp.clock import DEFAULT_ZONE
from fieldapp.documents.problem import Problem, person_in_words
from fieldapp.errors import KnownError, reason_of
from fieldapp.sentences import LANGUAGES, say

if TYPE_CHECKING:
    from fieldapp.documents.signature_check import SignatureReport
    from fieldapp.documents.verify import VerifyReport

SOUND, NOT_WHOLE, UNREADABLE, UNPROVEN = 0, 1, 2, 3
"""Exit codes: whole and trusted; not whole; no file or no PDF; whole, but the issuer is not known here."""

_CERTIFICATE, _REVOCATION_LIST = b"-----BEGIN CERTIFICATE-----", b"-----BEGIN X509 CRL-----"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `verify` to the program's commands; the parsed arguments carry `run`."""
    parser = subparsers.add_parser("verify", help="核验一份已签署的文书 / verify a signed paper")
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    parser.add_argument(
        "--trust",
        type=Path,
        action="append",
        metavar="ROOT.pem",
        help="受信任的根证书，可多次给出；缺省为数据目录 trust 下的全部 .pem / root certificate to trust",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="zh_CN")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Verify the file and print the finding; returns the exit code."""
    from fieldapp.documents.verify import verify

    language = str(args.lang)
    try:
        pdf = _read(args.file)
        roots, lists = _trusted(args.trust)
        report = verify(pdf, roots, revocation_lists=lists)
    except KnownError as error:
        tell(f"{say('documents.verdict.unreadable', None, language)}\n{say(error.code, error.params, language)}")
        return UNREADABLE
    tell("\n".join(report_lines(report, language)))
    return exit_code(report)


def exit_code(report: VerifyReport) -> int:
    """The verdict as an exit code."""
    if [problem.code for problem in report.problems] == ["documents.not_a_pdf"]:
        return UNREADABLE
    if not report.whole:
        return NOT_WHOLE
    return SOUND if report.trusted else UNPROVEN


def report_lines(report: VerifyReport, language: str) -> Iterator[str]:
    """The finding in words: the verdict first, then what, who and when, then everything that is wrong."""
    verdict = {SOUND: "sound", NOT_WHOLE: "not_whole", UNREADABLE: "unreadable", UNPROVEN: "unproven"}

    def said(name: str, **params: Any) -> str:
        return say(f"documents.{name}", params, language).text

    yield said(f"verdict.{'unfinished' if report.unfinished else verdict[exit_code(report)]}")
    if report.doc_no is not None:
        yield said("report.number", number=report.doc_no)
        yield said("report.data", digest=report.data_sha256)
    yield said("report.file", digest=report.file_sha256)
    if report.signatures:
        yield said("report.signatures")
        for signature in report.signatures:
            yield "  " + said("report.signature", **_signed_by(signature, language))
    for title, found in (("problems", report.problems), ("notes", report.notes)):
        if found:
            yield said(f"report.{title}")
            yield from (f"  · {sentence}" for sentence in _once(found, language))


def _once(found: tuple[Problem, ...], language: str) -> Iterator[str]:
    yield from dict.fromkeys(str(problem.sentence(language)) for problem in found)


def _signed_by(signature: SignatureReport, language: str) -> dict[str, str]:
    missing = say("documents.report.no_time", None, language).text
    return {
        "role": person_in_words(signature.field, language),
        "signer": signature.signer or "?",
        "staff_no": signature.staff_no or "?",
        "time": _local(signature.time) if signature.time else missing,
    }


def _local(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(DEFAULT_ZONE)).isoformat(sep=" ", timespec="seconds")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise KnownError("documents.file_missing", {"path": str(path)}) from None
    except OSError as error:
        raise KnownError("documents.file_unreadable", {"path": str(path), "reason": reason_of(error)}) from error


def _trusted(chosen: list[Path] | None) -> tuple[list[bytes], list[bytes]]:
    """Root certificates and revocation lists of the chosen files, or of the trust folder."""
    files = chosen if chosen is not None else sorted((paths.data_home() / "trust").glob("*.pem"))
    contents = [_read(path) for path in files]
    for content in contents:
        if _CERTIFICATE not in content and _REVOCATION_LIST not in content:
            raise KnownError("documents.trust_unreadable")
    roots = [content for content in contents if _CERTIFICATE in content]
    return roots, [content for content in contents if _REVOCATION_LIST in content]
