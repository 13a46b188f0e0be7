-- An empty release must not pass: at least one document was read. (Documents without any figure are
-- legal, so an empty fact_budget is not looked for here.)
select 'dim_document is empty' as problem
from (select count(*) as row_count from {{ ref('dim_document') }})
where row_count = 0
