with checks as (
    select * from {{ ref('int_total_checks') }}
),

items as (
    select * from {{ ref('int_total_items') }}
),

totals as (
    select * from {{ ref('int_figures_bounded') }}
),

-- Both sides of every equation; the total stands after the last item.
terms as (
    select
        breakdown_id,
        position,
        item_krw as amount_krw,
        item_max_krw as amount_max_krw,
        bound,
        suspect,
        text
    from items
    union all
    select
        checks.breakdown_id,
        null as position,
        totals.amount_krw,
        totals.amount_max_krw,
        totals.bound,
        totals.suspect,
        totals.text
    from checks
    inner join totals on checks.total_figure_id = totals.figure_id
),

-- The largest unit in which every number that is not suspect is whole.
units as (
    select
        breakdown_id,
        case
            when {{ all_whole(1000000000000) }} then 1000000000000
            when {{ all_whole(100000000) }} then 100000000
            when {{ all_whole(1000000) }} then 1000000
            when {{ all_whole(10000) }} then 10000
            else 1
        end as unit_krw
    from terms
    group by breakdown_id
),

printed as (
    select
        terms.breakdown_id,
        terms.position,
        if(terms.amount_krw < 0, '- ', '+ ') as sign,
        {{ printed_term('terms', 'units.unit_krw') }} as term
    from terms
    inner join units on terms.breakdown_id = units.breakdown_id
),

sides as (
    select
        breakdown_id,
        ltrim(string_agg(sign || term, ' ' order by position) filter (where position is not null), '+ ')
            as items_text,
        ltrim(any_value(sign || term) filter (where position is null), '+ ') as total_text
    from printed
    group by breakdown_id
),

equations as (
    select
        checks.breakdown_id,
        sides.items_text || case
            when checks.verdict = 'unreadable' then ' ≟ '
            when checks.verdict in ('over', 'short') then ' ≠ '
            when checks.verdict = 'partial' then if(checks.residual_krw > 0, ' < ', ' > ')
            when checks.residual_krw = 0 then ' = '
            else ' ≈ '
        end || sides.total_text as equation,
        case units.unit_krw
            when 1000000000000 then '조원'
            when 100000000 then '억원'
            when 1000000 then '백만원'
            when 10000 then '만원'
            else '원'
        end as equation_unit
    from checks
    inner join sides on checks.breakdown_id = sides.breakdown_id
    inner join units on checks.breakdown_id = units.breakdown_id
    where sides.items_text is not null and sides.total_text is not null
)

select * from equations
