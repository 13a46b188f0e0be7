-- A breakdown never reaches beyond its document: total, items and the breakdown itself share one.
select checks.breakdown_id
from {{ ref('fact_total_check') }} as checks
left join {{ ref('fact_budget') }} as totals on checks.total_figure_id = totals.figure_id
left join {{ ref('bridge_total_item') }} as bridge on checks.breakdown_id = bridge.breakdown_id
left join {{ ref('fact_budget') }} as items on bridge.item_figure_id = items.figure_id
where
    totals.document_id != checks.document_id
    or items.document_id != checks.document_id
