with breakdowns as (
    select * from {{ ref('stg_breakdowns') }}
),

figures as (
    select * from {{ ref('int_figures_current') }}
),

-- Only items counted in the total's unit add up to it: 건 are no 개소.
sums as (
    select
        breakdowns.breakdown_id,
        breakdowns.complete,
        totals.counted as stated_count,
        totals.count_unit,
        count(*) as item_count,
        count(items.counted) filter (where items.count_unit is not distinct from totals.count_unit)
            as counted_item_count,
        sum(items.counted) filter (where items.count_unit is not distinct from totals.count_unit)::bigint
            as items_count
    from breakdowns
    inner join figures as totals on breakdowns.total_figure_id = totals.figure_id
    inner join figures as items on breakdowns.breakdown_id = items.breakdown_id
    where totals.counted is not null
    group by breakdowns.breakdown_id, breakdowns.complete, totals.counted, totals.count_unit
),

judged as (
    select
        breakdown_id,
        stated_count,
        count_unit,
        items_count,
        case
            when items_count > stated_count then 'over'
            when counted_item_count < item_count then 'unreadable'
            when items_count = stated_count then 'match'
            when complete then 'short'
            else 'partial'
        end as count_verdict
    from sums
    where counted_item_count > 0
)

select * from judged
