"""Characters that nobody types and PostgreSQL cannot keep: an answer like any other, and the next call is served."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fieldapp.domain.case import Case
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.signin import SignInRequest
from fieldapp.sync.transport import Transport
from tests import field_work
from tests.office import PASSPHRASE, TestOffice
from tests.people import Hire
from tests.server.conftest import Laptop


def test_a_name_of_nothing_is_nobody_and_a_laptop_may_be_called_anything(office: TestOffice, hire: Hire) -> None:
    transport = Transport(office.url)
    for login in ("\0", "nobody\0", "\u200b"):
        with pytest.raises(KnownError, match=r"signin\.refused"):
            transport.sign_in(SignInRequest(login, PASSPHRASE, new_id(), "laptop"))
    person = hire()
    given = transport.sign_in(SignInRequest(f" {person.login.upper()} ", PASSPHRASE, new_id(), "lap\0top\n"))
    assert given.staff == person
    transport.close()


def test_whatever_a_note_holds_it_arrives(hire: Hire, laptop: Laptop, new_case: Callable[[Staff], Case]) -> None:
    own = laptop(hire())
    assert own.push(field_work.visit(new_case(own.staff), own.staff, "a\0b")).codes == ["accepted"]
