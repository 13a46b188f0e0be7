with organizations as (
    select * from {{ ref('int_organizations') }}
)

select
    organization_id,
    organization,
    government,
    current_government,
    level,
    parent_organization_id,
    region,
    region_code,
    valid_from,
    valid_to,
    successor_organization_id,
    figure_count
from organizations
order by government, organization
