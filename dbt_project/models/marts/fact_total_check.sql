with checks as (
    select * from {{ ref('int_total_checks') }}
),

equations as (
    select * from {{ ref('int_total_equations') }}
),

counts as (
    select * from {{ ref('int_total_counts') }}
),

joined as (
    select
        checks.breakdown_id,
        checks.document_id,
        checks.total_figure_id,
        checks.breakdown,
        checks.complete,
        checks.stated_krw,
        checks.stated_low_krw,
        checks.stated_high_krw,
        checks.item_count,
        checks.items_krw,
        checks.items_low_krw,
        checks.items_high_krw,
        checks.residual_krw,
        checks.verdict,
        checks.reason,
        equations.equation,
        equations.equation_unit,
        counts.stated_count,
        counts.items_count,
        counts.count_unit,
        counts.count_verdict
    from checks
    left join equations on checks.breakdown_id = equations.breakdown_id
    left join counts on checks.breakdown_id = counts.breakdown_id
)

select * from joined
order by document_id, breakdown_id
