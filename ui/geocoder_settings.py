"""Settings of looking up addresses online: a key for each provider, and whether its answers may be kept.

Off until somebody enters a key. A key is written and never shown again; it lies in this user's encrypted store.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from fieldapp.errors import KnownError
from fieldapp.geo.geocoders.contract import Provider
from fieldapp.services.ask_geocoder import GeocoderKeys, allow_keeping, keep_key, read_keys
from ui import messages
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.buttons import Check, button
from ui.widgets.card import Card
from ui.widgets.checked_edit import FieldError
from ui.widgets.choice import Choice
from ui.widgets.fields import Fields
from ui.widgets.flow import Flow
from ui.widgets.labels import label, set_tone
from ui.workplace import Workplace


def provider_word(provider: Provider) -> str:
    """A provider by its short name."""
    words = {
        Provider.AMAP: translate("Geocoders", "高德"),
        Provider.TIANDITU: translate("Geocoders", "天地图"),
        Provider.BAIDU: translate("Geocoders", "百度"),
        Provider.NOMINATIM: "Nominatim",
    }
    return words[provider]


class GeocoderCard(Card):
    """The card."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("在线查地址"))
        self._work = work
        self._held = GeocoderKeys()
        self.provider = Choice(
            self.tr("服务商"), [(one.value, provider_word(one)) for one in Provider], Provider.AMAP.value
        )
        self.key = QLineEdit()
        self.key.setAccessibleName(self.tr("密钥或服务器地址"))
        self.keeping = Check(self.tr("允许在本机保存查到的位置"))
        self.terms = label("", "faint", wrap=True)
        self.save = button(self.tr("保存"), says=self.tr("保存这家服务商的密钥"))
        self.remove = button(self.tr("移除"), "quiet", says=self.tr("移除这家服务商的密钥"))
        self.said = label("", "muted", wrap=True)
        self.error = FieldError()
        self._lay_out()
        self._connect()
        self._show_provider()
        work.tasks.read(lambda: read_keys(work.desk), done=self._show, owner=self)

    @property
    def chosen(self) -> Provider:
        """The provider whose key is shown."""
        return Provider(str(self.provider.value()))

    def _lay_out(self) -> None:
        told = self.tr("默认不联网。填写密钥后，可在“待确认位置”中逐个查询；只发送地址，不发送姓名、电话和案件编号。")
        self.add(label(told, "muted", wrap=True))
        form = Fields()
        form.add(self.tr("服务商"), self.provider, wide=True)
        form.add(self.tr("密钥或地址"), self.key, wide=True)
        self.add(form)
        self.add(self.keeping)
        self.add(self.terms)
        for part in (Flow((self.save, self.remove)), self.error):
            self.body.addWidget(part)
        self.add(self.said)

    def _connect(self) -> None:
        self.provider.changed.connect(lambda _value: self._show_provider())
        self.key.returnPressed.connect(self._keep)
        self.save.clicked.connect(self._keep)
        self.remove.clicked.connect(self._forget)
        self.keeping.clicked.connect(self._allow)

    def _show(self, held: GeocoderKeys) -> None:
        self._held = held
        self._show_provider()

    def _show_provider(self) -> None:
        provider, held = self.chosen, self._held
        key, is_address = held.key(provider), provider is Provider.NOMINATIM
        self.error.say("")
        self._say("")
        self.key.setEchoMode(QLineEdit.EchoMode.Normal if is_address else QLineEdit.EchoMode.Password)
        self.key.setText(key if is_address else "")
        none = self.tr("服务器地址 https://…") if is_address else self.tr("尚未填写密钥")
        self.key.setPlaceholderText(self.tr("已保存，留空不变") if key and not is_address else none)
        self.remove.setVisible(bool(key))
        self.keeping.setVisible(not is_address)
        self.keeping.setChecked(held.may_keep(provider))
        self.terms.setText(
            self.tr("数据来自 OpenStreetMap，许可（ODbL）允许保存，注明来源即可；公共服务器每秒只可查询一次。")
            if is_address
            else self.tr("没有查到该服务商是否允许保存结果。请核对单位与其签订的约定后再勾选；不勾选时只显示、不保存。")
        )

    def _keep(self) -> None:
        typed, provider = self.key.text().strip(), self.chosen
        if not typed:
            self.error.say(
                self.tr("请先填写密钥。") if provider is not Provider.NOMINATIM else self.tr("请先填写地址。")
            )
            self.key.setFocus()
            return
        desk = self._work.desk
        self._work.tasks.write(lambda: keep_key(desk, provider, typed), done=self._kept, failed=self._fail, owner=self)

    def _kept(self, held: GeocoderKeys) -> None:
        self._show(held)
        self._say(self.tr("已保存，现在就可以查询。"), "ok")

    def _forget(self) -> None:
        desk, provider = self._work.desk, self.chosen

        def gone(held: GeocoderKeys) -> None:
            self._show(held)
            self._say(self.tr("已移除。"))
            self.key.setFocus(Qt.FocusReason.OtherFocusReason)

        self._work.tasks.write(lambda: keep_key(desk, provider, ""), done=gone, failed=self._fail, owner=self)

    def _allow(self) -> None:
        desk, provider, allowed = self._work.desk, self.chosen, self.keeping.isChecked()
        self._work.tasks.write(
            lambda: allow_keeping(desk, provider, allowed), done=self._show, failed=self._fail, owner=self
        )

    def _say(self, words: str, tone: Tone = "text_2") -> None:
        """What became of a press; takes no room while there is nothing to say."""
        self.said.setText(words)
        set_tone(self.said, tone)
        self.said.setVisible(bool(words))

    def _fail(self, error: KnownError) -> None:
        self.error.say(str(messages.sentence(error)))
