with breakdowns as (
    select * from {{ ref('stg_breakdowns') }}
),

documents as (
    select * from {{ ref('int_documents_current') }}
),

totals as (
    select * from {{ ref('int_figures_bounded') }}
),

items as (
    select * from {{ ref('int_total_items') }}
),

-- One item with an open end leaves that end of the sum open.
item_sums as (
    select
        breakdown_id,
        count(*) as item_count,
        count(suspect) as suspect_item_count,
        count(*) filter (where item_low_krw is null and item_high_krw is null) as unbounded_item_count,
        sum(item_krw)::bigint as items_krw,
        case when count(item_low_krw) = count(*) then sum(item_low_krw)::bigint end as items_low_krw,
        case when count(item_high_krw) = count(*) then sum(item_high_krw)::bigint end as items_high_krw
    from items
    group by breakdown_id
),

compared as (
    select
        breakdowns.breakdown_id,
        breakdowns.document_id,
        breakdowns.total_figure_id,
        breakdowns.breakdown,
        breakdowns.complete,
        totals.amount_krw as stated_krw,
        totals.amount_low_krw as stated_low_krw,
        totals.amount_high_krw as stated_high_krw,
        item_sums.items_krw,
        item_sums.items_low_krw,
        item_sums.items_high_krw,
        coalesce(item_sums.item_count, 0) as item_count,
        totals.amount_krw - item_sums.items_krw as residual_krw,
        case
            when totals.figure_id is null then 'no_total'
            when item_sums.item_count is null then 'no_items'
            when totals.suspect is not null then 'suspect_total'
            when item_sums.suspect_item_count > 0 then 'suspect_item'
        end as reason,
        coalesce(item_sums.items_low_krw > totals.amount_high_krw, false) as is_above,
        coalesce(item_sums.items_high_krw < totals.amount_low_krw, false) as is_below,
        coalesce(totals.amount_krw < 0, false) as is_cut,
        coalesce(totals.amount_low_krw, totals.amount_high_krw) is not null
        and item_sums.unbounded_item_count = 0 as is_bounded
    from breakdowns
    inner join documents on breakdowns.document_id = documents.document_id
    left join totals on breakdowns.total_figure_id = totals.figure_id
    left join item_sums on breakdowns.breakdown_id = item_sums.breakdown_id
),

-- A cut is judged by its size: items that add up to a smaller cut lie above it. A number without any
-- bound (an unknown qualifier) has no verdict, which the contract of fact_total_check forbids.
judged as (
    select
        * exclude (is_above, is_below, is_cut, is_bounded),
        case
            when reason is not null then 'unreadable'
            when is_above and not is_cut or is_below and is_cut then 'over'
            when (is_above or is_below) and complete then 'short'
            when is_above or is_below then 'partial'
            when is_bounded and not is_above and not is_below then 'match'
        end as verdict
    from compared
)

select
    breakdown_id,
    document_id,
    total_figure_id,
    breakdown,
    complete,
    stated_krw,
    stated_low_krw,
    stated_high_krw,
    item_count,
    items_krw,
    items_low_krw,
    items_high_krw,
    residual_krw,
    verdict,
    reason
from judged
