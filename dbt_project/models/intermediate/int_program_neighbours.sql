with spellings as (
    select * from {{ ref('int_program_spellings') }}
),

figures as (
    select
        figures.document_id,
        figures.fiscal_year,
        figures.stage,
        figures.amount_krw,
        spellings.government,
        spellings.program_key
    from {{ ref('int_figures_current') }} as figures
    inner join spellings
        on
            figures.government is not distinct from spellings.government
            and figures.program = spellings.program
    where figures.role in ('total', 'item')
),

keys as (
    select
        program_key,
        coalesce(government, '') as home,
        min(sorted_words) as sorted_words,
        length(program_key) as key_length
    from spellings
    group by government, program_key
),

-- Names that share their first or last three letters, or all their words: the others cannot be alike.
neighbours as (
    select
        longer.home,
        longer.program_key as one_key,
        shorter.program_key as other_key
    from keys as longer
    inner join keys as shorter
        on longer.home = shorter.home and left(longer.program_key, 3) = left(shorter.program_key, 3)
    where
        longer.key_length > shorter.key_length
        and {{ is_worded_more('longer.program_key', 'shorter.program_key') }}
    union
    select
        longer.home,
        longer.program_key as one_key,
        shorter.program_key as other_key
    from keys as longer
    inner join keys as shorter
        on longer.home = shorter.home and right(longer.program_key, 3) = right(shorter.program_key, 3)
    where
        longer.key_length > shorter.key_length
        and {{ is_worded_more('longer.program_key', 'shorter.program_key') }}
    union
    select
        one.home,
        one.program_key as one_key,
        other.program_key as other_key
    from keys as one
    inner join keys as other on one.home = other.home and one.sorted_words = other.sorted_words
    where one.program_key > other.program_key
),

-- Two amounts for one year and stage in one document are two programmes.
told_apart as (
    select distinct
        neighbours.home,
        neighbours.one_key,
        neighbours.other_key
    from neighbours
    inner join figures as one
        on neighbours.home = coalesce(one.government, '') and neighbours.one_key = one.program_key
    inner join figures as other
        on
            neighbours.home = coalesce(other.government, '')
            and neighbours.other_key = other.program_key
            and one.document_id = other.document_id
    where
        one.fiscal_year is not distinct from other.fiscal_year
        and one.stage = other.stage
        and one.amount_krw != other.amount_krw
),

alike as (
    select * from neighbours
    except
    select * from told_apart
)

select * from alike
