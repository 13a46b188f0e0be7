with figures as (
    select * from {{ ref('int_figures_current') }}
),

-- A cut is bounded as the mirror of its size: "more than 40 cut" is at most -40.
measured as (
    select
        figure_id,
        document_id,
        breakdown_id,
        amount_krw,
        amount_max_krw,
        unit_krw,
        hedge,
        suspect,
        text,
        text_start,
        least(amount_krw, coalesce(amount_max_krw, amount_krw)) as least_krw,
        greatest(amount_krw, coalesce(amount_max_krw, amount_krw)) as greatest_krw,
        unit_krw // 2 as half_unit_krw,
        case
            when hedge in ('여', '남짓') and amount_krw < 0 then 'cut_off_below'
            when hedge in ('여', '남짓') then 'cut_off'
            when amount_krw < 0 and qualifier = 'at_least' then 'at_most'
            when amount_krw < 0 and qualifier = 'at_most' then 'at_least'
            else qualifier
        end as bound
    from figures
),

bounded as (
    select
        figure_id,
        document_id,
        breakdown_id,
        amount_krw,
        amount_max_krw,
        bound,
        suspect,
        text,
        text_start,
        case bound
            when 'cut_off' then least_krw
            when 'cut_off_below' then least_krw - unit_krw + 1
            when 'at_least' then least_krw
            when 'about' then least_krw - unit_krw
            when 'exact' then least_krw - half_unit_krw
        end as amount_low_krw,
        case bound
            when 'cut_off' then greatest_krw + unit_krw - 1
            when 'cut_off_below' then greatest_krw
            when 'at_most' then greatest_krw
            when 'about' then greatest_krw + unit_krw
            when 'exact' then greatest_krw + half_unit_krw
        end as amount_high_krw
    from measured
)

select * from bounded
