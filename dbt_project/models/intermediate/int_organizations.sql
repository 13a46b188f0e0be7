with figures as (
    select * from {{ ref('int_figures_current') }}
),

named_bodies as (
    select
        government,
        organization,
        count(*) as figure_count
    from figures
    group by government, organization
),

-- A government stands in the table even where only its parts are named.
governments as (
    select distinct
        government,
        government as organization,
        0 as figure_count
    from figures
    where government is not null
),

named_rows as (
    select * from named_bodies
    union all
    select * from governments
),

bodies as (
    select
        government,
        organization,
        sum(figure_count)::bigint as figure_count
    from named_rows
    group by government, organization
),

classified as (
    select
        {{ content_id(['government', 'organization']) }} as organization_id,
        organization,
        government,
        {{ organization_level('organization', 'government') }} as level,
        case
            when organization != government
                then {{ content_id(['government', 'government']) }}
        end as parent_organization_id,
        nullif(
            regexp_extract(government, '^(\S+(특별시|광역시|특별자치시|도))(\s|$)', 1), ''
        ) as region,
        figure_count
    from bodies
)

select * from classified
