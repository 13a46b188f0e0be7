"""Made-up rows for the warehouse's benchmark: documents of ten figures, written by SQL, none of it news.

Every document has a total of four programmes that add up, one of them divided by source of funding, one more
amount and one of last year. Documents of one government and year agree, but for every thousandth; every tenth
prints another one again.
"""

from __future__ import annotations

import duckdb

from pipeline.load import TABLES

FIGURES_PER_DOCUMENT = 10
GOVERNMENTS = 250
PROGRAMS = 400  # of each government

_DOCUMENTS = """
create temp table made as
select
    number,
    sha256('document' || number) as document_id,
    ['서울특별시', '부산광역시', '대한민국 정부', '강원도', '해남군', '청주시'][1 + number % 6]
        || if(number % {governments} < 6, '', ' ' || (number % {governments}) || '구') as government,
    2010 + (number // {governments}) % 18 as fiscal_year,
    6 * ((number * 7919) % {programs} // 6) as first_program,
    -- What is said of one government and year is the same everywhere.
    1 + ((number % {governments}) * 104729 + (number // {governments}) % 18 * 31) % 5000 as base
from range({documents}) as numbers(number)
"""

# Of each document: place, role, place of its total, kind of breakdown, share of the money in hundredths.
_PLACES = """
create temp table places(place, role, parent, breakdown, share, own_program) as values
    (0, 'total', null, null, 100, 0), (1, 'item', 0, 'program', 40, 1), (2, 'item', 0, 'program', 30, 2),
    (3, 'total', 0, 'program', 20, 3), (4, 'item', 0, 'program', 10, 4), (5, 'item', 3, 'funding', 10, 3),
    (6, 'item', 3, 'funding', 6, 3), (7, 'item', 3, 'funding', 4, 3), (8, 'item', null, null, 7, 5),
    (9, 'baseline', null, null, 90, 0)
"""

_FIGURES = """
create temp table made_figures as
select
    left(md5(document_id || place), 16) as figure_id,
    document_id, number, place, role, breakdown, government,
    fiscal_year - (role = 'baseline')::int as fiscal_year,
    if(parent is null, null, left(md5(document_id || parent), 16)) as parent_figure_id,
    if(parent is null, null, left(md5(document_id || parent || breakdown), 16)) as breakdown_id,
    base * share * 10000000 + if(number % 1000 = 7 and place = 1, 900000000000, 0) as amount_krw,
    if(own_program = 0 and number % 3 = 0, null,
        ['AI', '데이터', '안전', '통신망', '디지털', '바이오', '도로', '돌봄', '스마트도시', '연구'][
            1 + (first_program + own_program) % 10]
        || ' ' || chr((44032 + (first_program + own_program) * 27)::int) || '마을 '
        || ['정비', '구축', '운영', '지원', '센터'][1 + (first_program + own_program) % 5]) as program
from made cross join places
"""

# The bodies: a title, then a sentence for each figure, and where each stands.
_SENTENCES = """
create temp table said as
select
    figure_id, place,
    '기사 ' || number as title,
    amount_krw || '원' as text,
    '마을 ' || (number - if(number % 10 = 9, 1, 0)) || '의 ' || place || '번째 사업에 ' || amount_krw
        || '원을 쓰기로 했다.' as sentence
from made_figures
"""

_STANDING = """
create temp table standing as
select
    figure_id, text, sentence, strpos(sentence, text) - 1 as place_in_sentence,
    length(title) + 1 + coalesce(sum(length(sentence) + 1) over (
        partition by title order by place rows between unbounded preceding and 1 preceding
    ), 0) as sentence_start
from said
"""

_RULES = """{'fiscal_year': 'own words: 내년', 'government': 'the government of that body',
    'organization': 'named before the amount', 'program': 'noun phrase before the amount',
    'stage': 'season', 'role': 'a part of a total', 'parent': null}"""
_INSERTS = {
    "documents": "select document_id, 4000, 'text/html', 'utf-8' from made",
    "sightings": """select 'r' || (number % 30), 'folder', 'pages/' || number || '.html',
        timestamp '2026-01-01' + interval 1 minute * (number % 30), document_id, null, null from made""",
    "articles": """select document_id, title,
        make_date(any_value(made.fiscal_year)::int - 1, 11, 1 + (any_value(made.number) % 28)::int), 'meta',
        '매체 ' || any_value(made.number) % 97, 'ko',
        title || chr(10) || string_agg(sentence, chr(10) order by said.place), null, null, [], [], 'made'
        from made join made_figures using (document_id) join said using (figure_id)
        group by document_id, title""",
    "figures": f"""select figure_id, document_id, amount_krw, null, 10000000, 'exact', null, fiscal_year,
        fiscal_year, government, government, program, if(number % 2 = 0, 'proposal', 'enacted'), role,
        parent_figure_id, breakdown_id, breakdown, true, 'stated', null, null, text,
        sentence_start + place_in_sentence, sentence_start + place_in_sentence + length(text), sentence,
        sentence_start, 1, null, null, {_RULES}, [], 'made'
        from made_figures join standing using (figure_id)""",
    "breakdowns": """select breakdown_id, any_value(document_id), any_value(parent_figure_id),
        any_value(breakdown), true from made_figures where breakdown_id is not null group by breakdown_id""",
}


def fill(con: duckdb.DuckDBPyConnection, figures: int) -> None:
    """Make the schema `staging` in an empty warehouse and fill it with `figures` made-up figures."""
    documents = figures // FIGURES_PER_DOCUMENT
    con.execute("create schema staging")
    for table, columns in TABLES.items():
        typed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        con.execute(f"create table staging.{table} ({typed})")
    con.execute(_DOCUMENTS.format(documents=documents, governments=GOVERNMENTS, programs=PROGRAMS))
    con.execute(_PLACES)
    for statement in (_FIGURES, _SENTENCES, _STANDING):
        con.execute(statement)
    for table, select in _INSERTS.items():
        con.execute(f"insert into staging.{table} {select}")
