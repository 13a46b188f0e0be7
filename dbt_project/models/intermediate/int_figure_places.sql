with figures as (
    select * from {{ ref('int_figures_current') }}
)

-- Sorted by figure_id, so that explain() reads one block of it, and then one of the sorted fact_budget.
select
    figure_id,
    government,
    document_id
from figures
order by figure_id
