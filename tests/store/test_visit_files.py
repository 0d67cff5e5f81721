"""Photos and recordings of a visit under way: encrypted at once, known again, moved over when it is finished."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.documents import voice
from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.case import Case
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.errors import KnownError
from fieldapp.services import record_visit
from fieldapp.services.attach_file import LIMITS, sweep_files
from fieldapp.services.desk import Desk
from fieldapp.services.read_file import read_file
from fieldapp.services.record_voice import join_recordings, keep_piece
from fieldapp.services.take_photo import Stamp, keep_photo, prepare_photo, read_original
from fieldapp.services.visit_files import DraftPhoto, DraftRef, drop_file, read_draft_file, shown_in
from tests.laptops import bring_cases
from tests.office import borrower_case
from tests.pictures import photo, shapes
from tests.store.in_clear import assert_none_in_clear, runs

STAMP = Stamp("HK-2026-0412", "Asia/Shanghai", "李记小炒 距登记地址 38 米")
LOUD = b"\x00\x40" * voice.RATE


@pytest.fixture
def case(desk: Desk, collector: Staff) -> Case:
    one = borrower_case(collector)
    bring_cases(desk.store, collector, [one])
    return one


def take(desk: Desk, draft: DraftRef, raw: bytes, name: str = "front.jpg") -> DraftPhoto:
    return keep_photo(desk, prepare_photo(desk, draft, raw, name, STAMP))


def files(desk: Desk, draft: DraftRef) -> tuple[DraftPhoto, ...]:
    with desk.store.reading() as unit:
        return shown_in(unit, draft)


def begun(desk: Desk, case: Case) -> record_visit.VisitDraft:
    draft = record_visit.begin_visit(desk, case.id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.REFUSED, Cause.SALES_FALL
    draft.observation = Observation(open_status=OpenStatus.OPEN_NORMAL)
    return draft


def on_disk(desk: Desk) -> list[Path]:
    assert desk.store.files_folder is not None
    return [path for path in desk.store.files_folder.rglob("*") if path.is_file()]


def test_a_large_photo_lies_in_the_vault_and_a_small_one_in_the_store_and_neither_in_clear(
    desk: Desk, case: Case
) -> None:
    draft = begun(desk, case).ref
    large = take(desk, draft, photo(1, 3000, taken="2026:07:25 09:12:00", lon=120.585, lat=31.299))
    small = take(desk, draft, photo(2, 300), "inside.jpg")
    assert [one.name for one in files(desk, draft)] == ["front.jpg", "inside.jpg"]
    assert large.place is not None
    assert len(on_disk(desk)) == 1
    secrets = [b"front.jpg"]
    for one in (large, small):
        kept = read_draft_file(desk, one.id)
        assert kept[:3] == b"\xff\xd8\xff"
        assert len(kept) == one.size
        secrets += runs(kept)
    assert_none_in_clear(desk.folder, secrets)


def test_the_same_photo_is_taken_once_and_one_that_shows_the_same_is_noticed(desk: Desk, case: Case) -> None:
    draft = begun(desk, case).ref
    raw = photo(1)
    take(desk, draft, raw)
    with pytest.raises(KnownError) as caught:
        take(desk, draft, raw, "again.jpg")
    assert (caught.value.code, caught.value.params["name"]) == ("visit.photo_taken_already", "front.jpg")
    import io

    smaller = io.BytesIO()
    shapes(1).resize((500, 375)).save(smaller, "PNG")
    assert take(desk, draft, smaller.getvalue(), "smaller.png").twin == "front.jpg"
    assert take(desk, draft, photo(9), "other.jpg").twin == ""


def test_a_photo_of_an_earlier_visit_is_noticed_too(desk: Desk, case: Case) -> None:
    draft = begun(desk, case)
    take(desk, draft.ref, photo(1))
    record_visit.finish_visit(desk, draft)
    again = begun(desk, case).ref
    with pytest.raises(KnownError, match=r"visit\.photo_taken_already"):
        take(desk, again, photo(1))


def test_a_photo_the_server_would_refuse_is_refused_at_once(desk: Desk, case: Case) -> None:
    draft = begun(desk, case).ref
    with desk.store.writing() as unit:
        unit.settings.set(LIMITS, {"photo": 1000})
    with pytest.raises(KnownError, match=r"file\.too_large"):
        take(desk, draft, photo(1))
    assert files(desk, draft) == ()


def test_an_original_that_is_not_there_or_empty_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"file\.unreadable"):
        read_original(tmp_path / "nothing.jpg")
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(KnownError, match=r"file\.empty"):
        read_original(tmp_path / "empty.jpg")


def test_a_photo_that_is_taken_out_again_leaves_nothing(desk: Desk, case: Case) -> None:
    draft = begun(desk, case).ref
    one = take(desk, draft, photo(1, 3000))
    assert on_disk(desk)
    drop_file(desk, one.id)
    assert files(desk, draft) == ()
    assert on_disk(desk) == []
    with pytest.raises(KnownError, match=r"file\.unknown"):
        read_draft_file(desk, one.id)


def test_a_visit_that_is_thrown_away_takes_its_photos_with_it(desk: Desk, case: Case) -> None:
    draft = begun(desk, case).ref
    take(desk, draft, photo(1, 3000))
    take(desk, draft, photo(2, 300))
    record_visit.discard_visit(desk, case.id)
    assert files(desk, draft) == ()
    assert on_disk(desk) == []


def test_a_recording_in_pieces_becomes_one_file_in_their_order(desk: Desk, case: Case) -> None:
    draft = begun(desk, case).ref
    quiet = b"\x00\x00" * voice.RATE
    for number, samples in ((1, LOUD), (0, quiet), (2, quiet)):
        keep_piece(desk, draft, "r1", number, samples)
    assert files(desk, draft) == (), "a recording that is still running is none yet"
    (made,) = join_recordings(desk, draft)
    assert (made.seconds, made.thumb) == (3, b"")
    whole = read_draft_file(desk, made.id)
    assert whole == voice.head(3 * voice.RATE) + b"".join(map(voice.encode, (quiet, LOUD, quiet)))
    assert join_recordings(desk, draft) == []


def test_a_recording_that_was_cut_off_is_there_when_the_visit_goes_on(desk: Desk, case: Case) -> None:
    draft = begun(desk, case).ref
    keep_piece(desk, draft, "r1", 0, LOUD)
    again = record_visit.begin_visit(desk, case.id)
    assert [one.seconds for one in again.photos] == [1]


def test_photos_and_recordings_become_files_of_the_case_with_the_visit(desk: Desk, case: Case) -> None:
    draft = begun(desk, case)
    large = take(desk, draft.ref, photo(1, 3000, taken="2026:07:25 09:12:00"))
    small = take(desk, draft.ref, photo(2, 300), "inside.jpg")
    keep_piece(desk, draft.ref, "r1", 0, LOUD)
    content = {one.id: read_draft_file(desk, one.id) for one in (large, small)}
    saved = record_visit.finish_visit(desk, draft)
    assert saved.changes.files
    with desk.store.reading() as unit:
        attached = unit.files.get(case.id).files
        sent_after = [entry.fact.kind for entry in unit.outbox.entries()]
    assert files(desk, draft.ref) == ()
    assert [one.content.kind for one in attached] == [FileKind.PHOTO, FileKind.PHOTO, FileKind.RECORDING]
    assert {one.content.visit_id for one in attached} == {saved.visit_id}
    assert len(sent_after) == 4
    first, second, recording = (one.content for one in attached)
    assert len(first.original_sha256) == 64
    assert first.likeness != second.likeness
    assert first.taken_at is not None
    assert first.taken_at.hour == 1
    assert (recording.seconds, recording.media_type) == (1, "audio/wav")
    assert read_file(desk, first.sha256) == content[large.id]
    assert read_file(desk, second.sha256) == content[small.id]
    assert sweep_files(desk) == 0, "what the case has now is nobody's rubbish"


def test_photos_of_a_begun_visit_are_nobodys_rubbish(desk: Desk, case: Case) -> None:
    draft = begun(desk, case).ref
    one = take(desk, draft, photo(1, 3000))
    assert sweep_files(desk) == 0
    assert read_draft_file(desk, one.id)


def test_a_visit_that_may_not_stand_keeps_its_photos(desk: Desk, case: Case) -> None:
    draft = begun(desk, case)
    take(desk, draft.ref, photo(1, 3000))
    draft.note = "长" * 400
    with pytest.raises(KnownError, match=r"visit\.note_too_long"):
        record_visit.finish_visit(desk, draft)
    assert len(files(desk, draft.ref)) == 1
    assert clock.now() is not None


def test_a_visit_is_put_right_by_another_with_files_of_its_own(desk: Desk, case: Case) -> None:
    first = record_visit.finish_visit(desk, begun(desk, case))
    again = record_visit.begin_correction(desk, case.id, first.visit_id)
    draft = again.draft
    assert (draft.met, draft.outcome, draft.corrects) == (Met.BORROWER, Outcome.REFUSED, first.visit_id)
    assert again.last is not None
    draft.outcome, draft.correction_reason = Outcome.PLAN_TALKS, "结果点错了"
    record_visit.keep_draft(desk, draft)
    assert record_visit.begin_correction(desk, case.id, first.visit_id).draft.outcome is Outcome.PLAN_TALKS
    take(desk, draft.ref, photo(1))
    saved = record_visit.finish_visit(desk, draft)
    with desk.store.reading() as unit:
        file = unit.files.get(case.id)
    assert [visit.content.corrects for visit in file.visits] == ["", first.visit_id]
    assert file.visits[0].content.left_at == file.visits[1].content.left_at, "when one left is not put right by saving"
    assert [one.content.visit_id for one in file.files] == [saved.visit_id]
    with pytest.raises(KnownError, match=r"visit\.already_corrected"):
        record_visit.begin_correction(desk, case.id, first.visit_id)


def spoken(desk: Desk, draft: DraftRef, number: int) -> DraftPhoto:
    """A second of the same sound, as a microphone that is switched off gives it every time."""
    keep_piece(desk, draft, f"r{number}", 0, LOUD)
    return join_recordings(desk, draft)[0]


def test_two_recordings_that_sound_alike_to_the_byte_never_keep_a_visit_from_being_finished(
    desk: Desk, case: Case
) -> None:
    draft = begun(desk, case)
    first, second = spoken(desk, draft.ref, 1), spoken(desk, draft.ref, 2)
    whole = read_draft_file(desk, first.id)
    assert read_draft_file(desk, second.id) == whole
    record_visit.finish_visit(desk, draft)
    again = begun(desk, case)
    third = spoken(desk, again.ref, 3)
    assert read_draft_file(desk, third.id) == whole
    record_visit.finish_visit(desk, again)
    with desk.store.reading() as unit:
        file = unit.files.get(case.id)
        kept = unit.attachments.of_case(case.id)
    assert len(file.visits) == 2
    assert len(file.files) == 3
    assert len(kept) == 1
    assert read_file(desk, kept[0].sha256) == whole
    assert sweep_files(desk) == 0


def test_taking_one_of_two_alike_out_again_leaves_the_other(desk: Desk, case: Case) -> None:
    draft = begun(desk, case)
    first, second = spoken(desk, draft.ref, 1), spoken(desk, draft.ref, 2)
    whole = read_draft_file(desk, first.id)
    drop_file(desk, first.id)
    assert read_draft_file(desk, second.id) == whole
    record_visit.finish_visit(desk, draft)
    again = begun(desk, case)
    drop_file(desk, spoken(desk, again.ref, 3).id)
    spoken(desk, again.ref, 4)
    record_visit.discard_visit(desk, case.id)
    with desk.store.reading() as unit:
        (kept,) = unit.attachments.of_case(case.id)
    assert read_file(desk, kept.sha256) == whole
