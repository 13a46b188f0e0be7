with corrections as (
    select * from {{ ref('int_corrections') }}
)

select
    correction_id,
    status,
    document_id,
    text,
    amount_krw_corrected,
    reason,
    proof,
    figure_ids
from corrections
order by correction_id
