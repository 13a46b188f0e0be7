-- The interval of a statement contains the stated amount, and a null end is only legal where the
-- qualifier leaves it open. Fails on an unknown qualifier, whose interval would be open on both ends.
select figure_id
from {{ ref('fact_budget') }}
where
    amount_krw not between coalesce(amount_low_krw, amount_krw) and coalesce(amount_high_krw, amount_krw)
    or (amount_low_krw is null or amount_high_krw is null) and qualifier not in ('at_least', 'at_most')
