from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import segno
import typst

from fieldapp.documents import render
from fieldapp.documents.print_check import check_print, same_as_rendered
from fieldapp.documents.render import Renderer, qr_text
from fieldapp.errors import KnownError
from tests.documents.pages import attached, catalogue, metadata, texts
from tests.documents.papers import BORROWER, GUARANTORS, handwriting, paper

LONG = dataclasses.replace(
    BORROWER,
    name="买买提艾力·阿卜杜热合曼·吾买尔江（镇雄县泼机镇老街百货批发部）",
    address="云南省昭通市镇雄县泼机镇仁和村民委员会下坝村民小组 7 号附 3 号老供销社院内二层东侧第三间（原粮站楼后）",
)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize(("count", "pages"), [(1, 2), (12, 2), (24, 3), (60, 3)])
def test_every_row_name_and_amount_is_printed(renderer: Renderer, lang: str, count: int, pages: int) -> None:
    made = paper(count, lang=lang, waived=29_612, guarantors=GUARANTORS)
    pdf = renderer.render(made).pdf
    assert check_print(pdf, made) == []
    assert len(texts(pdf)) in {pages, pages + 1}


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("principal", [100, 8_158_110, 12_345_678_900, 9_800_000_000_000])
def test_the_smallest_and_the_largest_sums_stay_on_their_lines(renderer: Renderer, lang: str, principal: int) -> None:
    made = paper(13, principal=principal, borrower=LONG, lang=lang)
    assert check_print(renderer.render(made).pdf, made) == []


@pytest.mark.parametrize("extra", range(0, 40, 3))
def test_a_number_broken_at_its_hyphen_is_still_found(renderer: Renderer, extra: int) -> None:
    made = paper(2, court="镇雄" * (extra + 1) + "县人民法院", place="南台路" * extra + "0-1-2-3-4-5-6-7-8-9")
    assert check_print(renderer.render(made).pdf, made) == []


def test_a_schedule_over_several_pages_repeats_its_header(renderer: Renderer) -> None:
    first, second, *_ = texts(renderer.render(paper(60)).pdf)
    header = "期次到期日本金利息往期欠息费当期应还剩余本金"
    assert header in first
    assert header in second
    assert second.index(header) < second.index("2028-")


def test_the_arrears_column_is_left_out_where_there_are_none(renderer: Renderer) -> None:
    debt = dataclasses.replace(paper().debt, interest=0, penalty=0, compound=0, total=8_158_110)
    rows = tuple(dataclasses.replace(row, total=row.total - row.arrears, arrears=0) for row in paper().rows)
    made = paper(debt=debt, rows=rows)
    pdf = renderer.render(made).pdf
    assert "往期欠息费" not in "".join(texts(pdf))
    assert check_print(pdf, made) == []


def test_a_paper_that_needs_approval_says_that_it_is_a_proposal(renderer: Renderer) -> None:
    words = "经有权人批准签章后生效"
    asked, done = renderer.render(paper(approval=True)), renderer.render(paper(approval=False))
    assert words in texts(asked.pdf)[0]
    assert words not in "".join(texts(done.pdf))
    assert [box.name for box in asked.boxes] == ["borrower", "guarantor1", "collector", "supervisor"]
    assert [box.name for box in done.boxes] == ["borrower", "guarantor1", "collector"]


def test_everybody_has_a_box_of_their_own_inside_the_page(renderer: Renderer) -> None:
    rendered = renderer.render(paper(guarantors=GUARANTORS, borrower=LONG))
    places = [(box.page, *box.rectangle) for box in rendered.boxes]
    assert [box.name for box in rendered.boxes] == ["borrower", "guarantor1", "guarantor2", "collector", "supervisor"]
    assert len(set(places)) == 5
    for _, left, bottom, right, top in places:
        assert 60 < left < right < 536
        assert 60 < bottom < top < 780
        assert right - left > 200


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("count", [1, 3, 5, 8, 12, 18, 24, 30, 36])
def test_nobody_signs_on_a_page_that_says_nothing(renderer: Renderer, lang: str, count: int) -> None:
    rendered = renderer.render(paper(count, lang=lang, guarantors=GUARANTORS))
    page = texts(rendered.pdf)[rendered.boxes[0].page - 1]
    assert {box.page for box in rendered.boxes} == {rendered.boxes[0].page}
    assert ("可靠的电子签名" if lang == "zh_CN" else "reliableelectronicsignature") in page


def test_clauses_appear_only_where_they_apply(renderer: Renderer) -> None:
    alone = "".join(texts(renderer.render(paper(guarantors=(), waived=0)).pdf))
    together = "".join(texts(renderer.render(paper(guarantors=GUARANTORS, waived=29_612)).pdf))
    assert "保证人未签名的" not in alone
    assert "保证人未签名的，其保证责任和保证期间不因本计划书加重或延长" in together
    assert "减免自始不发生效力" not in alone
    assert "赵㛃依保证合同（镇惠保字〔2024〕0321-1号）承担连带责任保证，孙䶮依保证合同" in together
    assert "债权人减免的296.12元以本计划全面履行为条件" in together


def test_the_same_content_gives_the_same_bytes(renderer: Renderer, faces: Path) -> None:
    pdf = renderer.render(paper()).pdf
    assert Renderer(faces).render(paper()).pdf == pdf
    assert same_as_rendered(pdf + b"more", paper(), len(pdf), renderer)
    assert not same_as_rendered(pdf, paper(24), len(pdf), renderer)


def test_the_content_is_attached_in_canonical_form_and_named_by_digest(renderer: Renderer) -> None:
    rendered = renderer.render(paper())
    assert attached(rendered.pdf) == {"plan.json": paper().canonical()}
    assert rendered.digest == paper().digest()
    assert f"SHA-256：{paper().digest()[:16]}" in texts(rendered.pdf)[0]


def test_the_code_names_the_document_and_its_content(monkeypatch: pytest.MonkeyPatch, renderer: Renderer) -> None:
    asked: list[str] = []
    real = segno.make

    def make(text: str, **options: Any) -> Any:
        asked.append(text)
        return real(text, **options)

    monkeypatch.setattr(segno, "make", make)
    renderer.render(paper())
    assert asked == [f"fa1:HKJH-2026-000123:{paper().digest()}"] == [qr_text(paper())]


def test_the_file_says_that_it_is_pdf_a_3b(renderer: Renderer) -> None:
    pdf = renderer.render(paper()).pdf
    assert pdf.startswith(b"%PDF-1.7")
    assert "<pdfaid:part>3</pdfaid:part>" in metadata(pdf)
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata(pdf)
    assert [str(each.get_object()["/AFRelationship"]) for each in catalogue(pdf)["/AF"]] == ["/Data"]


def test_a_character_no_face_has_is_refused_by_name(renderer: Renderer) -> None:
    made = paper(borrower=dataclasses.replace(BORROWER, name="王\U0002e9f5"))
    with pytest.raises(KnownError) as refused:
        renderer.render(made)
    assert refused.value.code == "documents.no_glyph"
    assert refused.value.params == {"character": "\U0002e9f5", "code": "U+2E9F5"}


def test_rare_characters_of_names_are_printed(renderer: Renderer) -> None:
    made = paper(borrower=dataclasses.replace(BORROWER, name="王𬱖㛃䶮喆堃甯"))
    assert check_print(renderer.render(made).pdf, made) == []


def test_a_paper_that_does_not_add_up_is_not_printed(renderer: Renderer) -> None:
    with pytest.raises(KnownError) as refused:
        renderer.render(paper(debt=dataclasses.replace(paper().debt, total=1)))
    assert refused.value.code == "documents.debt_total_wrong"


def test_markup_in_a_name_is_printed_and_never_run(renderer: Renderer) -> None:
    made = paper(borrower=dataclasses.replace(BORROWER, name="#strong[王] {total} $x$ *a* \\ <b>"))
    assert check_print(renderer.render(made).pdf, made) == []


def test_a_mistake_in_a_template_is_not_taken_for_an_odd_name(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "_template", lambda name: b"#let x = ")
    with pytest.raises(typst.TypstError):
        renderer.stamp(["a"], renderer_box())


def test_missing_faces_are_a_matter_of_set_up(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        Renderer(tmp_path)
    assert refused.value.code == "setup.resource_missing"


def test_a_stamp_is_exactly_as_big_as_its_box(renderer: Renderer) -> None:
    box = renderer_box()
    for ink in (None, handwriting(5)):
        pdf = renderer.stamp(["数字签名", "经办人 李小龙"], box, ink)
        assert "数字签名经办人李小龙" in texts(pdf)[0]
        media = catalogue(pdf)["/Pages"]["/Kids"][0].get_object()["/MediaBox"]
        assert [round(float(side), 1) for side in media] == [0, 0, box.w, box.h]


@pytest.mark.parametrize(
    ("name", "code"), [("王\U0002e9f5", "documents.no_glyph"), ("王\u202e", "documents.hidden_character")]
)
def test_a_stamp_refuses_what_cannot_be_read(renderer: Renderer, name: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        renderer.stamp([name], renderer_box())
    assert refused.value.code == code


def renderer_box() -> render.SignBox:
    return render.SignBox("collector", 1, 62, 500, 228.3, 54, 841.89)
