with figures as (
    select * from {{ ref('stg_figures') }}
),

documents as (
    select * from {{ ref('int_documents_current') }}
)

select
    figures.figure_id,
    figures.document_id,
    figures.rules.fiscal_year as fiscal_year_rule,  -- noqa: RF01
    figures.rules.government as government_rule,  -- noqa: RF01
    figures.rules.organization as organization_rule,  -- noqa: RF01
    figures.rules.program as program_rule,  -- noqa: RF01
    figures.rules.stage as stage_rule,  -- noqa: RF01
    figures.rules.role as role_rule,  -- noqa: RF01
    figures.rules.parent as parent_rule,  -- noqa: RF01
    figures.spots
from figures
inner join documents on figures.document_id = documents.document_id
