with spellings as (
    select * from {{ ref('int_program_spellings') }}
),

leading_keys as (
    select * from {{ ref('int_program_keys') }}
),

overrides as (
    select
        overrides.government,
        overrides.program,
        overrides.canonical_program,
        coalesce(canonical.program_key, {{ letters_of('overrides.canonical_program') }}) as canonical_key
    from {{ ref('program_overrides') }} as overrides
    left join spellings as canonical
        on
            overrides.government is not distinct from canonical.government
            and overrides.canonical_program = canonical.program
),

gathered as (
    select
        spellings.spelling_id,
        spellings.government,
        spellings.program,
        spellings.program_key,
        spellings.figure_count,
        coalesce(overrides.canonical_key, leading_keys.leading_key) as leading_key,
        overrides.program is not null and overrides.canonical_program is null as stands_alone
    from spellings
    inner join leading_keys
        on
            coalesce(spellings.government, '') = leading_keys.home
            and spellings.program_key = leading_keys.program_key
    left join overrides
        on
            spellings.government is not distinct from overrides.government
            and spellings.program = overrides.program
),

ranked as (
    select
        *,
        row_number() over (
            partition by government, leading_key
            order by program_key = leading_key desc, figure_count desc, program asc
        ) as place
    from gathered
    where not stands_alone
),

-- Two names of one breakdown are two programmes, however alike: the one used less stands alone.
parted as (
    select distinct one.spelling_id
    from (
        select
            ranked.spelling_id,
            ranked.place > min(ranked.place) over (
                partition by spellings.breakdown_id, ranked.leading_key
            ) as is_second
        from {{ ref('int_breakdown_spellings') }} as spellings
        inner join ranked on spellings.spelling_id = ranked.spelling_id
    ) as one
    where one.is_second
),

members as (
    select
        gathered.government,
        gathered.program,
        gathered.spelling_id,
        case
            when gathered.stands_alone or parted.spelling_id is not null
                then {{ content_id(['gathered.government', 'gathered.leading_key', 'gathered.program']) }}
            else {{ content_id(['gathered.government', 'gathered.leading_key']) }}
        end as program_id
    from gathered
    left join parted on gathered.spelling_id = parted.spelling_id
)

select * from members
