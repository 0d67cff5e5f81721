"""The engine without a world around it: which effect follows which event, in every order that may happen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.protocol.messages import (
    BucketsFrame,
    BucketSums,
    EndFrame,
    FeedRow,
    Frame,
    PageFrame,
    ResetFrame,
    ScopeCursor,
    VerdictsFrame,
)
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.sync import steps as e
from fieldapp.sync.engine import MAX_EXCHANGES, SyncEngine

CUT = KnownError("sync.cut_off", retryable=True)
END = EndFrame("epoch-1", "2026-07-25T02:00:00+00:00", (ScopeCursor("office", 3),))
MORE = EndFrame("epoch-1", "2026-07-25T02:00:00+00:00", (), more=True)
FINISH = e.FinishScope("office", 3, {"office": 3})
FINISH_WITHOUT_PAGES = e.FinishScope("office", 3, {"office": 0})
PAGES = tuple(PageFrame("office", seq, (FeedRow(seq, "staff", new_id(), 1, "put", "", b"x"),)) for seq in (1, 2, 3))


def envelope(seq: int) -> FactEnvelope:
    ids = [new_id() for _ in range(4)]
    return FactEnvelope(
        ids[0], ids[1], seq, "visit_recorded", ids[2], ids[3], "2026-07-25", b"{}", b"", "0" * 64, "1" * 64
    )


def prepared(*facts: FactEnvelope, epoch: str = "epoch-1", more_facts: bool = False) -> e.Prepared:
    cursors = (ScopeCursor("office", 0),)
    return e.Prepared(facts, cursors, epoch, 7, "device", "2026-07-25T10:00:00+08:00", more_facts=more_facts)


def verdicts(*facts: FactEnvelope, status: VerdictStatus = VerdictStatus.ACCEPTED, code: str = "") -> VerdictsFrame:
    return VerdictsFrame(tuple(FactVerdict(fact.fact_id, status, code) for fact in facts))


def exchanging(*facts: FactEnvelope) -> SyncEngine:
    """An engine whose request is on its way."""
    one = SyncEngine()
    assert one.start() == [e.Prepare()]
    (effect,) = one.on(prepared(*facts))
    assert isinstance(effect, e.Exchange)
    return one


def answer(one: SyncEngine, *frames: Frame) -> list[e.Effect]:
    """All that follows from these frames and the end of the answer."""
    effects = [effect for frame in frames for effect in one.on(e.Arrived(frame))]
    return effects + one.on(e.AnswerEnded())


def report(effects: list[e.Effect]) -> e.SyncReport:
    assert isinstance(effects[-1], e.Finish)
    return effects[-1].report


def test_the_request_says_what_the_store_said() -> None:
    one, fact = SyncEngine(), envelope(1)
    one.start()
    (effect,) = one.on(prepared(fact))
    assert isinstance(effect, e.Exchange)
    asked = effect.request
    assert (asked.facts, asked.cursors) == ((fact,), (ScopeCursor("office", 0),))
    assert (asked.epoch, asked.ack_through, asked.device_id) == ("epoch-1", 7, "device")


def test_each_frame_asks_for_its_effect_at_once_and_in_order() -> None:
    one = exchanging()
    frames: tuple[Frame, ...] = (verdicts(), ResetFrame("office", 3), *PAGES, END)
    effects = [one.on(e.Arrived(frame)) for frame in frames]
    assert effects == [
        [e.KeepVerdicts(())],
        [e.RestartScope("office", 3, {"office": 0})],
        *[[e.ApplyPage(page, {"office": page.cursor - 1})] for page in PAGES],
        [e.KeepTerms(END), FINISH],
    ]
    assert one.on(e.AnswerEnded()) == [e.ListFiles()]
    assert report(one.on(e.FilesListed((), ()))) == e.SyncReport(0, 3, 0, None)


def test_scopes_that_are_no_longer_ours_are_dropped() -> None:
    end = EndFrame("epoch-1", "", (), dropped_scopes=("staff:x",))
    assert answer(exchanging(), end) == [e.KeepTerms(end), e.DropScopes(("staff:x",)), e.ListFiles()]


def test_a_scope_that_was_served_to_its_head_is_finished_and_then_compared() -> None:
    heads, digests = (ScopeCursor("office", 3),), {"office": "0" * 32}
    end = EndFrame("epoch-1", "", heads, digests=digests)
    one = exchanging()
    assert answer(one, *PAGES, end)[len(PAGES) :] == [
        e.KeepTerms(end),
        FINISH,
        e.CompareDigests(heads, digests),
    ]
    assert one.on(e.DigestsCompared(())) == [e.ListFiles()]


def test_what_differs_is_repaired_once_and_told_if_that_did_not_help() -> None:
    sums = BucketSums("office", 3, bytes(4096))
    end = EndFrame("epoch-1", "", (ScopeCursor("office", 3),), digests={"office": "0" * 32})
    one = exchanging()
    answer(one, end)
    assert one.on(e.DigestsCompared((sums,))) == [e.Prepare()]
    (effect,) = one.on(prepared())
    assert isinstance(effect, e.Exchange)
    assert effect.request.buckets == (sums,)
    frame = BucketsFrame("office", 3, (7,), ())
    assert answer(one, frame, end)[0] == e.Repair(frame, {"office": 0})
    assert one.on(e.DigestsCompared((sums,))) == [e.ListFiles()]
    done = report(one.on(e.FilesListed((), ())))
    assert done.error is not None
    assert done.error.code == "sync.digest_differs"


def test_a_laptop_that_is_told_to_wipe_does_so_and_nothing_else() -> None:
    end = EndFrame("epoch-1", "", (), directives=("wipe",), digests={"office": "0" * 32})
    effects = answer(exchanging(), end)
    assert effects[0] == e.Wipe()
    done = report(effects)
    assert done.error is not None
    assert done.error.code == "device.wiped"


def test_facts_that_the_server_lacks_are_said_again_once_in_a_round() -> None:
    fact = envelope(9)
    one = exchanging(fact)
    lacking = FactVerdict(fact.fact_id, VerdictStatus.RETRY, "fact.out_of_order", {"expected": 4})
    effects = answer(one, VerdictsFrame((lacking,)), END)
    assert e.SayAgainFrom(4) in effects
    assert effects[-1] == e.Prepare()
    one.on(prepared(fact))
    effects = answer(one, VerdictsFrame((lacking,)), END)
    assert e.SayAgainFrom(4) not in effects


def test_a_server_that_was_restored_is_told_everything_again() -> None:
    fact = envelope(4)
    one = SyncEngine()
    one.start()
    one.on(prepared(fact, epoch="epoch-0"))
    effects = answer(one, verdicts(fact, status=VerdictStatus.RETRY, code="fact.out_of_order"), *PAGES, END)
    assert effects[-4:] == [e.NewHistory("epoch-1"), e.KeepTerms(END), FINISH_WITHOUT_PAGES, e.Prepare()]
    one.on(prepared(envelope(1), fact))
    assert e.NewHistory("epoch-1") not in answer(one, verdicts(), END)


def test_another_history_is_kept_as_soon_as_the_first_frame_tells_it() -> None:
    one = SyncEngine()
    one.start()
    one.on(prepared(epoch="epoch-0"))
    assert one.on(e.Arrived(ResetFrame("office", 5, "epoch-1"))) == [
        e.NewHistory("epoch-1"),
        e.RestartScope("office", 5, {"office": 0}),
    ]
    assert one.on(e.Arrived(ResetFrame("staff:x", 6, "epoch-1"))) == [e.RestartScope("staff:x", 6, {"office": 0})]
    assert one.on(e.Arrived(END)) == [
        e.KeepTerms(END),
        e.FinishScope("office", 3, {"office": 0, "staff:x": 0}),
    ]


def test_the_first_round_of_a_laptop_has_nothing_to_say_again() -> None:
    one = SyncEngine()
    one.start()
    one.on(prepared(epoch=""))
    assert answer(one, END) == [e.KeepTerms(END), FINISH_WITHOUT_PAGES, e.ListFiles()]


@pytest.mark.parametrize("after", range(len(PAGES) + 3))
def test_a_line_cut_after_any_frame_ends_the_round_with_what_came(after: int) -> None:
    fact = envelope(1)
    whole: tuple[Frame, ...] = (verdicts(fact), *PAGES, END)
    frames = whole[:after]
    for how in (e.Failed(CUT), e.AnswerEnded()):
        one = exchanging(fact)
        for frame in frames:
            one.on(e.Arrived(frame))
        effects = one.on(how)
        if after > len(PAGES) + 1 and isinstance(how, e.AnswerEnded):
            assert effects == [e.ListFiles()], "nothing was cut"
            continue
        done = report(effects)
        assert done.error is not None
        assert done.error.code == "sync.cut_off"
        assert (done.pushed, done.pulled) == (min(after, 1), max(0, min(after - 1, len(PAGES))))


def test_a_batch_that_was_answered_is_followed_by_the_next_until_none_waits() -> None:
    one = SyncEngine()
    one.start()
    first, second = envelope(1), envelope(2)
    one.on(prepared(first, more_facts=True))
    assert answer(one, verdicts(first), END)[-1] == e.Prepare()
    one.on(prepared(second, more_facts=True))
    assert (
        answer(one, verdicts(second, status=VerdictStatus.REJECTED, code="promise.incomplete"), END)[-1] == e.Prepare()
    )
    one.on(prepared())
    assert answer(one, verdicts(), END)[-1] == e.ListFiles()
    assert report(one.on(e.FilesListed((), ()))).pushed == 2


def test_a_fact_the_server_will_not_judge_yet_is_not_sent_again_in_the_same_round() -> None:
    fact = envelope(2)
    one = exchanging(fact)
    effects = answer(one, verdicts(fact, status=VerdictStatus.RETRY, code="fact.out_of_order"), *PAGES, END)
    assert effects[-1] == e.ListFiles()
    done = report(one.on(e.FilesListed((), ())))
    assert (done.pushed, done.pulled, done.complete) == (0, 3, False)
    assert done.error is not None
    assert (done.error.code, done.error.retryable) == ("fact.out_of_order", True)


def test_a_server_that_always_has_more_does_not_keep_the_round_going_for_ever() -> None:
    one = exchanging()
    for _ in range(MAX_EXCHANGES - 1):
        assert answer(one, MORE)[-1] == e.Prepare()
        one.on(prepared())
    assert answer(one, MORE)[-1] == e.ListFiles()


def test_files_go_one_by_one_up_before_down_and_one_that_fails_does_not_stop_the_others() -> None:
    one = exchanging()
    answer(one, END)
    assert one.on(e.FilesListed(("a", "b"), ("c",))) == [e.Upload("a")]
    assert one.on(e.FileFailed("a", KnownError("file.wrong_offset"))) == [e.Upload("b")]
    assert one.on(e.FileMoved("b")) == [e.Download("c")]
    done = report(one.on(e.FileFailed("c", KnownError("file.not_here"))))
    assert done.files == 1
    assert done.error is not None
    assert done.error.code == "file.wrong_offset", "the first thing that went wrong"


def test_a_file_that_a_colleague_has_not_sent_yet_is_nothing_wrong() -> None:
    one = exchanging()
    answer(one, END)
    assert one.on(e.FilesListed((), ("c",))) == [e.Download("c")]
    assert report(one.on(e.FileFailed("c", KnownError("file.not_here")))) == e.SyncReport(0, 0, 0, None)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_pages_are_applied_in_the_order_they_come(order: tuple[int, ...]) -> None:
    one = exchanging()
    pages = [PAGES[n] for n in order]
    assert answer(one, *pages, END)[:-3] == [
        e.ApplyPage(page, {"office": after})
        for page, after in zip(pages, [0, *(page.cursor for page in pages)], strict=False)
    ]


FRAMES: list[Callable[[FactEnvelope], Frame]] = [
    verdicts,
    lambda fact: verdicts(fact, status=VerdictStatus.RETRY, code="fact.chain_broken"),
    lambda fact: PAGES[0],
    lambda fact: ResetFrame("office", 1),
    lambda fact: END,
    lambda fact: MORE,
]


@given(st.lists(st.sampled_from(FRAMES), max_size=8), st.booleans())
def test_whatever_a_server_sends_every_page_is_applied_and_the_round_ends(
    makers: list[Callable[[FactEnvelope], Frame]], cut: bool
) -> None:
    fact = envelope(1)
    one = exchanging(fact)
    frames = [make(fact) for make in makers]
    effects = [effect for frame in frames for effect in one.on(e.Arrived(frame))]
    assert [x.page for x in effects if isinstance(x, e.ApplyPage)] == [f for f in frames if isinstance(f, PageFrame)]
    after = one.on(e.Failed(CUT) if cut else e.AnswerEnded())
    ended = any(isinstance(frame, EndFrame) for frame in frames)
    if cut or not ended:
        assert report(after).error is not None
    else:
        assert after in ([e.Prepare()], [e.ListFiles()])
