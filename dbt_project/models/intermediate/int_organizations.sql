with figures as (
    select * from {{ ref('int_figures_current') }}
),

names as (
    select * from {{ ref('governments') }}
),

regions as (
    select * from {{ ref('regions') }}
),

figure_governments as (
    select distinct government
    from figures
    where government is not null
),

-- A government stands in the table even where only its parts are named, with the one around it and with
-- the name that it bears since it was renamed.
related_governments as (
    select government from figure_governments
    union
    select names.region
    from figure_governments
    inner join names on figure_governments.government = names.government
    where names.region is not null
    union
    select names.successor
    from figure_governments
    inner join names on figure_governments.government = names.government
    where names.successor is not null
),

named_rows as (
    select
        government,
        organization,
        count(*) as figure_count
    from figures
    group by government, organization
    union all
    select
        government,
        government as organization,
        0 as figure_count
    from related_governments
),

bodies as (
    select
        government,
        organization,
        sum(figure_count)::bigint as figure_count
    from named_rows
    group by government, organization
),

placed as (
    select
        bodies.government,
        bodies.organization,
        bodies.figure_count,
        names.region,
        regions.region_code,
        names.valid_from,
        names.valid_to,
        names.successor,
        coalesce(bodies.organization = bodies.government, false) as is_government
    from bodies
    left join names on bodies.government = names.government
    left join regions on names.region = regions.region
),

classified as (
    select
        {{ content_id(['government', 'organization']) }} as organization_id,
        organization,
        government,
        coalesce(successor, government) as current_government,
        {{ organization_level('organization', 'government') }} as level,
        case
            when not is_government and government is not null
                then {{ content_id(['government', 'government']) }}
            when region not in (government, coalesce(successor, ''))
                then {{ content_id(['region', 'region']) }}
        end as parent_organization_id,
        region,
        region_code,
        case when is_government then valid_from end as valid_from,
        case when is_government then valid_to end as valid_to,
        case
            when is_government and successor is not null then {{ content_id(['successor', 'successor']) }}
        end as successor_organization_id,
        figure_count
    from placed
)

select * from classified
