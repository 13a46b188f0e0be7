-- A correction whose page is here applies to a figure of it. Once the page is edited, or read in another
-- way, a person must look again: the correction is removed or restated (dbt_project/seeds/corrections.csv).
select
    correction_id,
    status
from {{ ref('corrections_applied') }}
where status in ('text_gone', 'no_figure')
