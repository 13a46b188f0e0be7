with items as (
    select * from {{ ref('int_total_items') }}
)

select
    breakdown_id,
    item_figure_id,
    position,
    item_krw,
    item_low_krw,
    item_high_krw
from items
order by breakdown_id, position
