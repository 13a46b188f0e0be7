"""The audit tables: what SQL reads from a warehouse for the checks to judge.

`BREAKDOWNS` has a row per breakdown and is read in slices, so that its size is no limit. An invariant
is two queries: how many subjects there are, and which of them are at fault.
"""

from __future__ import annotations

from dataclasses import dataclass

from expectations.checks import Limits

# Items are grouped from fact_budget itself, never through fact_total_check or the bridge: those are
# what is being checked. `misplaced` tells of a group that hangs together wrongly.
BREAKDOWNS = """
with figures as (
    select figure_id, parent_figure_id, breakdown_id, breakdown, complete, document_id, text_start,
        {'amount_krw': amount_krw, 'amount_max_krw': amount_max_krw, 'unit_krw': unit_krw,
         'qualifier': qualifier, 'hedge': hedge, 'suspect': suspect, 'counted': counted,
         'count_unit': count_unit} as stated
    from fact_budget
),
groups as (
    select breakdown_id, min(parent_figure_id) as parent_figure_id,
        count(distinct coalesce(parent_figure_id, '')) as parents, count(distinct breakdown) as kinds,
        count(distinct document_id) as documents,
        to_json(list(stated order by text_start, figure_id))::varchar as items
    from figures where breakdown_id is not null group by breakdown_id
),
recorded as (
    select breakdown_id, total_figure_id, complete,
        to_json({'verdict': verdict, 'item_count': item_count, 'items_krw': items_krw,
            'stated_low_krw': stated_low_krw, 'stated_high_krw': stated_high_krw,
            'items_low_krw': items_low_krw, 'items_high_krw': items_high_krw,
            'count_verdict': count_verdict, 'stated_count': stated_count,
            'items_count': items_count})::varchar as recorded
    from fact_total_check
)
select coalesce(g.breakdown_id, r.breakdown_id) as breakdown_id, to_json(t.stated)::varchar as total, g.items,
    to_json(coalesce(b.complete, r.complete))::varchar as complete, r.recorded,
    concat_ws('; ',
        case when g.parents > 1 then 'its items name different totals' end,
        case when g.kinds > 1 then 'its items are divided in different ways' end,
        case when g.documents > 1 then 'its items stand in different documents' end,
        case when r.total_figure_id is distinct from g.parent_figure_id and g.breakdown_id is not null
                and r.breakdown_id is not null
            then 'fact_total_check names another total than its items' end) as misplaced
from groups g
full join recorded r on r.breakdown_id = g.breakdown_id
left join figures t on t.figure_id = coalesce(g.parent_figure_id, r.total_figure_id)
left join staging.breakdowns b on b.breakdown_id = coalesce(g.breakdown_id, r.breakdown_id)
order by 1
"""
COLUMNS = ("breakdown_id", "total", "items", "complete", "recorded", "misplaced")

ORPHANED_ITEMS = """
select 'figure' as subject, figure_id as subject_id, 'it has a total and belongs to no breakdown' as detail
from fact_budget where parent_figure_id is not null and breakdown_id is null
"""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A check on rows. `population` yields one count; `faults` yields (subject, subject_id, detail).
    Both may use the parameters that `parameters` names."""

    check_name: str
    population: str
    faults: str


INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        "text_at_offsets",
        "select count(*) from fact_budget",
        """
        select 'figure', figure_id, concat_ws('; ',
            case when body is null then 'its document has no body' end,
            case when not coalesce(0 <= text_start and text_start < text_end and text_end <= length(body)
                and substr(body, text_start + 1, text_end - text_start) = text, false)
                then format('the body does not say "{}" at {}–{}', text, text_start, text_end) end,
            case when not coalesce(sentence_start >= 0
                and substr(body, sentence_start + 1, length(sentence)) = sentence, false)
                then format('its sentence does not stand at {}', sentence_start) end,
            case when not coalesce(sentence_start <= text_start
                and text_end <= sentence_start + length(sentence), false)
                then 'the amount lies outside its sentence' end) as fault
        from fact_budget left join dim_document using (document_id)
        where fault <> ''
        """,
    ),
    Invariant(
        "keys",
        "select count(*) from fact_budget",
        """
        select 'figure', coalesce(figure_id, 'null'), format('figure_id stands in {} rows', count(*))
        from fact_budget group by figure_id having count(*) > 1 or figure_id is null
        union all
        select 'figure', figure_id, 'its document is not in dim_document'
        from fact_budget anti join dim_document using (document_id)
        union all
        select 'document', coalesce(document_id, 'null'), format('document_id stands in {} rows', count(*))
        from dim_document group by document_id having count(*) > 1 or document_id is null
        """,
    ),
    Invariant(
        "fiscal_years",
        "select count(*) from fact_budget where fiscal_year is not null or fiscal_year_end is not null",
        """
        select 'figure', figure_id, format('fiscal years {} to {}', fiscal_year, fiscal_year_end)
        from fact_budget
        where fiscal_year not between $first_fiscal_year and $last_fiscal_year
            or fiscal_year_end not between $first_fiscal_year and $last_fiscal_year
            or fiscal_year_end < fiscal_year
        """,
    ),
    Invariant(
        "figures_arrived",
        """select (select count(*) from staging.figures semi join dim_document using (document_id))
            + (select count(*) from staging.breakdowns semi join dim_document using (document_id))""",
        """
        select 'figure', figure_id, 'it was read and is not in fact_budget'
        from staging.figures semi join dim_document using (document_id)
            anti join fact_budget using (figure_id)
        union all
        select 'figure', figure_id, 'it is in fact_budget and was not read'
        from fact_budget anti join staging.figures using (figure_id)
        union all
        select 'breakdown', breakdown_id, 'it was read and is not in fact_total_check'
        from staging.breakdowns semi join dim_document using (document_id)
            anti join fact_total_check using (breakdown_id)
        """,
    ),
    Invariant(
        "documents_accounted",
        "select count(*) from staging.documents",
        # An article may be missing from the marts only where a later article took its place at each of
        # its locators. Two documents at one locator at one time: either may be taken for the latest.
        """
        with seen as (
            select locator, seen_at, document_id from staging.sightings where document_id is not null
        ),
        newest as (
            select locator, any_value(document_id) as document_id from seen
            semi join (select locator, max(seen_at) as seen_at from seen group by locator)
                using (locator, seen_at)
            group by locator having count(distinct document_id) = 1
        ),
        readable as (
            select locator, seen_at, document_id from seen anti join staging.rejections using (document_id)
        ),
        kept as (
            select locator, any_value(document_id) as document_id from readable
            semi join (select locator, max(seen_at) as seen_at from readable group by locator)
                using (locator, seen_at)
            group by locator having count(distinct document_id) = 1
        )
        select 'document', document_id, 'it is neither an article nor a rejection'
        from staging.documents anti join staging.articles using (document_id)
            anti join staging.rejections using (document_id)
        union all
        select 'document', document_id, 'it is rejected and not in quality.rejections'
        from staging.rejections semi join newest using (document_id)
            anti join quality.rejections using (document_id)
        union all
        select 'document', document_id, 'it is both an article and a rejection'
        from staging.articles semi join staging.rejections using (document_id)
        union all
        select 'document', document_id, 'it is the latest article at a locator and not in dim_document'
        from staging.articles semi join kept using (document_id) anti join dim_document using (document_id)
        union all
        select 'document', document_id, 'it is in dim_document and was not read'
        from dim_document anti join staging.articles using (document_id)
        """,
    ),
    Invariant(
        "documents_present",
        "select 1",
        """select 'table', 'dim_document', 'no document was read: is the source the right one?'
        where not exists (select 1 from dim_document)""",
    ),
    Invariant(
        "figures_present",
        "select 1",
        """select 'table', 'fact_budget', 'no figure was found in any document'
        where not exists (select 1 from fact_budget)""",
    ),
)


def parameters(query: str, limits: Limits) -> dict[str, float]:
    """The parameters of `limits` that `query` names."""
    values = {
        name: getattr(limits, name)
        for name in (
            *("first_fiscal_year", "last_fiscal_year"),
            *("rows_lost", "rows_times", "total_moved", "share_lost"),
        )
    }
    return {name: value for name, value in values.items() if f"${name}" in query}
