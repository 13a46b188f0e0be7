with organizations as (
    select * from {{ ref('int_organizations') }}
)

select
    organization_id,
    organization,
    government,
    level,
    parent_organization_id,
    region,
    figure_count
from organizations
order by government, organization
