"""Recording the talk: announced and consented to first, then kept piece by piece, with a level that moves.

Consent and refusal are both part of the visit's record (R11, R12); where it is refused nothing is recorded, and what
was said is written down instead.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldapp.domain.ids import new_id
from fieldapp.domain.visit import Consent
from fieldapp.errors import KnownError
from fieldapp.services.record_visit import VisitDraft
from fieldapp.services.record_voice import join_recordings, keep_piece
from fieldapp.services.visit_files import DraftPhoto, drop_file
from ui import theme, words
from ui.recorder import Recorder
from ui.widgets.buttons import button, icon_button, rename
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.states import Banner
from ui.words import files as file_words
from ui.workplace import Workplace


class RecordingCard(Card):
    """The card of one draft.

    Signals:
        took: (name, value) consent was given, refused or taken back.
        changed: a recording began, rested, ended or was removed.
    """

    took = Signal(str, object)
    changed = Signal()

    def __init__(self, work: Workplace, draft: VisitDraft, recordings: Iterable[DraftPhoto]) -> None:
        super().__init__(self.tr("录音"))
        self._work, self._draft = work, draft
        self.recordings = tuple(one for one in recordings if not one.thumb)
        self._id, self._number = "", 0
        self.recorder = Recorder(self)
        self._trouble = Banner("", "warn", closable=True)
        self._trouble.hide()
        answers = [(one.value, words.consent(one)) for one in (Consent.AGREED, Consent.REFUSED)]
        self.consent = Choice(self.tr("对方是否同意录音"), answers, draft.recording, optional=True)
        self._told = label("", "muted", wrap=True)
        self._live = QWidget()
        self._time, self._level = label("", "strong"), QProgressBar()
        self._lines = QVBoxLayout()
        self._lay_out()
        self._connect()
        self._look()

    @property
    def count(self) -> int:
        """How many recordings there are, the running one included."""
        return len(self.recordings) + (1 if self.recorder.running else 0)

    def go_to(self, name: str) -> bool:
        """Move here, if the recording is meant."""
        if name == "recording":
            target = self.start if self.start.isVisibleTo(self) else self.consent
            target.setFocus(Qt.FocusReason.TabFocusReason)
        return name == "recording"

    def begin(self) -> None:
        """Start to record; only after consent."""
        if self._draft.recording is not Consent.AGREED:
            self._trouble.say_error(KnownError("visit.no_consent"))
            return
        self._id, self._number = new_id(), 0
        self._trouble.hide()
        self.recorder.begin()

    def end(self) -> None:
        """Stop, and make one file of what was recorded."""
        if not self.recorder.running:
            return
        self.recorder.end()
        desk, ref = self._work.desk, self._draft.ref
        self._work.tasks.write(
            lambda: join_recordings(desk, ref), done=self._joined, failed=self._trouble.say_error, owner=self
        )

    def _lay_out(self) -> None:
        self.start = button(self.tr("开始录音"), "", "record")
        self.rest = button(self.tr("暂停"), "quiet", "pause")
        self.stop = button(self.tr("停止"), "quiet", "stop")
        self._level.setRange(0, 100)
        self._level.setTextVisible(False)
        self._level.setFixedHeight(6)
        self._level.setAccessibleName(self.tr("录音音量"))
        live = QVBoxLayout(self._live)
        live.setContentsMargins(0, 0, 0, 0)
        live.setSpacing(theme.XXS)
        row = QHBoxLayout()
        row.addWidget(self._time, 1)
        row.addWidget(self.rest)
        row.addWidget(self.stop)
        live.addLayout(row)
        live.addWidget(self._level)
        self._lines.setSpacing(0)
        self.add(self._trouble)
        self.add(self._told)
        self.add(self.consent)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeading)
        self.add(self._live)
        self.body.addLayout(self._lines)

    def _connect(self) -> None:
        self.consent.changed.connect(self._consented)
        self.start.clicked.connect(self.begin)
        self.rest.clicked.connect(self._rest)
        self.stop.clicked.connect(self.end)
        self.recorder.piece.connect(self._keep)
        self.recorder.level.connect(self._say_level)
        self.recorder.failed.connect(
            lambda why: self._trouble.say_error(KnownError("visit.microphone_failed", {"reason": why}))
        )
        self.recorder.changed.connect(self._look)

    def _consented(self, value: str | None) -> None:
        said = Consent(value) if value is not None else None
        if said is not Consent.AGREED:
            self.end()
        self.took.emit("recording", said)
        self._look()

    def _rest(self) -> None:
        if self.recorder.paused:
            self.recorder.go_on()
        else:
            self.recorder.pause()

    def _keep(self, samples: bytes) -> None:
        desk, ref, recording, number = self._work.desk, self._draft.ref, self._id, self._number
        self._number += 1
        self._work.tasks.write(lambda: keep_piece(desk, ref, recording, number, samples), failed=self._lost, owner=self)

    def _lost(self, error: KnownError) -> None:
        """Nothing more can be kept: it must not go on as if it were."""
        self.recorder.end()
        self._trouble.say_error(error)

    def _joined(self, made: list[DraftPhoto]) -> None:
        self.recordings = (*self.recordings, *made)
        self._look()

    def _drop(self, recording: DraftPhoto) -> None:
        desk = self._work.desk
        self._work.tasks.write(
            lambda: drop_file(desk, recording.id),
            done=lambda _none: self._dropped(recording),
            failed=self._trouble.say_error,
            owner=self,
        )

    def _dropped(self, recording: DraftPhoto) -> None:
        self.recordings = tuple(one for one in self.recordings if one.id != recording.id)
        self._look()

    def _say_level(self, level: float) -> None:
        self._level.setValue(round(level * 100))
        self._say_time()

    def _say_time(self) -> None:
        told = self.tr("已暂停 {time}") if self.recorder.paused else self.tr("正在录音 {time}")
        self._time.setText(told.format(time=lasting(round(self.recorder.seconds))))

    def _look(self) -> None:
        said, running = self._draft.recording, self.recorder.running
        self._told.setText(
            {
                Consent.AGREED: self.tr("对方已同意。录音随时加密保存，停电也不丢。"),
                Consent.REFUSED: self.tr("不录音。请写明谈话内容，并请在场的人见证（R12）。"),
            }.get(said or Consent.NOT_ASKED, self.tr("先告诉对方要录音、做什么用，再问是否同意。"))
        )
        self.start.setVisible(said is Consent.AGREED and not running)
        self._live.setVisible(running)
        rename(self.rest, self.tr("继续") if self.recorder.paused else self.tr("暂停"))
        self._say_time()
        empty(self._lines)
        for recording in self.recordings:
            self._lines.addWidget(self._line(recording))
        self.changed.emit()

    def _line(self, recording: DraftPhoto) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        told = self.tr("录音 {time}").format(time=lasting(recording.seconds))
        row.addWidget(label(f"{told} · {file_words.file_size(recording.size)}"), 1)
        away = icon_button("delete", self.tr("移除{recording}").format(recording=told))
        away.clicked.connect(lambda: self._drop(recording))
        row.addWidget(away)
        return made


def lasting(seconds: int) -> str:
    """A length of time as a clock shows it: "07:42"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
