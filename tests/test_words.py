"""One word and one sentence: stems, particles, endings, and what a verb says of the money."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.clauses import Atom, read_line
from ingestion.conjugation import Ending, forms
from ingestion.words import Case, Kind, form_of
from tests.articles import line_of


@dataclass(frozen=True)
class Inflected:
    """A word, its kind, its stem and its case."""

    word: str
    kind: Kind
    stem: str
    case: Case = Case.BARE


WORDS = [
    Inflected("도서관을", Kind.NOUN, "도서관", Case.OBJECT),
    Inflected("학교를", Kind.NOUN, "학교", Case.OBJECT),
    Inflected("마을", Kind.NOUN, "마을"),
    Inflected("마을을", Kind.NOUN, "마을", Case.OBJECT),
    Inflected("도로로", Kind.NOUN, "도로", Case.MEANS),
    Inflected("시설로", Kind.NOUN, "시설", Case.MEANS),
    Inflected("자연재해", Kind.NOUN, "자연재해"),
    Inflected("R&D에", Kind.NOUN, "R&D", Case.GOAL),
    Inflected("예산안에서는", Kind.WHOLE, "예산안", Case.PLACE),
    Inflected("사업비는", Kind.MONEY, "사업비", Case.TOPIC),
    Inflected("지난해보다", Kind.NOUN, "지난해", Case.THAN),
    Inflected("국비이며", Kind.NOUN, "국비", Case.COPULA),
    Inflected("35건에", Kind.COUNT, "35건", Case.GOAL),
    Inflected("21.6%", Kind.RATE, "21.6%"),
    Inflected("2단계", Kind.COUNT, "2단계"),
    Inflected("늘어난", Kind.VERB, "늘어나"),
    Inflected("증액된", Kind.VERB, "증액"),
    Inflected("각각", Kind.ADVERB, "각각"),
]


@pytest.mark.parametrize("case", WORDS, ids=lambda case: case.word)
def test_a_word_is_taken_apart(case: Inflected) -> None:
    form = form_of(case.word)
    assert (form.kind, form.stem, form.case) == (case.kind, case.stem, case.case)


CONJUGATED = [
    ("늘리", "늘려", Ending.LINK),
    ("늘리", "늘린", Ending.ADNOMINAL),
    ("늘리", "늘렸다", Ending.FINAL),
    ("짓", "지어", Ending.LINK),
    ("짓", "짓는", Ending.ADNOMINAL),
    ("쏟아붓", "쏟아부었다", Ending.FINAL),
    ("만들", "만드는", Ending.ADNOMINAL),
    ("돕", "도와", Ending.LINK),
    ("돕", "돕는", Ending.ADNOMINAL),
    ("오르", "올랐다", Ending.FINAL),
    ("모으", "모아", Ending.LINK),
    ("담", "담은", Ending.ADNOMINAL),
    ("바꾸", "바꿔", Ending.LINK),
    ("하", "했으며", Ending.LINK),
    ("되", "된다", Ending.FINAL),
]


@pytest.mark.parametrize(("stem", "form", "ending"), CONJUGATED, ids=str)
def test_a_stem_gives_its_forms(stem: str, form: str, ending: Ending) -> None:
    assert (form, ending) in set(forms(stem))


SAYS = [
    ("예산을 30억원 늘렸다", "up"),
    ("예산을 30억원 삭감했다", "down"),
    ("도서관에 30억원을 편성했다", "spend"),
    ("국비 30억원을 따냈다", "gain"),
    ("국비 30억원을 건의했다", "ask"),
    ("군에 30억원을 지원했다", "give"),
]


@pytest.mark.parametrize(("text", "says"), SAYS)
def test_a_verb_says_what_becomes_of_the_money(text: str, says: str) -> None:
    assert line_of(text).words[-1].form.says == says


def test_an_amount_is_one_word_with_its_particle() -> None:
    line = line_of("관제망 구축에 30억원을 쓴다")
    amount = line.words[line.amounts[0]]
    assert (line.text[amount.start : amount.end], amount.case) == ("30억원을", Case.OBJECT)


def test_a_name_in_quotation_marks_is_one_word() -> None:
    line = line_of("'누구나 돌봄' 사업에 30억원을 쓴다")
    assert (line.words[0].kind, line.words[0].form.stem) == (Kind.NOUN, "누구나 돌봄")


def test_speech_in_quotation_marks_is_no_name() -> None:
    assert line_of("시장은 '30억원을 쓰겠다'고 했다").words[1].kind is Kind.MARK


def test_an_amount_wins_over_a_name_that_overlaps_it() -> None:
    text = "40억원건설과는 늘었다"
    line = read_line(text, [Atom(0, 8, Kind.BODY, 0), Atom(0, 4, Kind.AMOUNT, 0)])
    assert len(line.amounts) == 1


@given(st.text(alphabet="은는이가을를에의로도와과 가나다산30억원,.()'·%", max_size=60))
def test_the_words_of_a_line_stand_in_order_inside_it(text: str) -> None:
    line = line_of(text)
    ends = 0
    for word in line.words:
        assert ends <= word.start < word.end <= len(text)
        ends = word.end


@given(st.text(max_size=12).filter(lambda word: bool(word.strip())))
def test_any_word_has_a_form(word: str) -> None:
    assert form_of(word.strip()).stem


@pytest.mark.parametrize(
    ("stem", "form"),
    [("따르", "따라"), ("치르", "치러"), ("이르", "이르러"), ("오르", "올라"), ("모르", "몰라")],
)
def test_verbs_in_reu_are_of_three_kinds(stem: str, form: str) -> None:
    assert form in {word for word, _ in forms(stem)}
