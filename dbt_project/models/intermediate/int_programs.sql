with members as (
    select * from {{ ref('int_program_members') }}
),

spellings as (
    select * from {{ ref('int_program_spellings') }}
),

names as (
    select
        members.program_id,
        spellings.government,
        spellings.program,
        spellings.figure_count,
        spellings.first_fiscal_year,
        spellings.last_fiscal_year
    from members
    inner join spellings on members.spelling_id = spellings.spelling_id
),

-- The canonical name is the one used most often; of equals the longest, then the first by alphabet.
programs as (
    select
        program_id,
        first(program order by figure_count desc, length(program) desc, program asc) as program,
        list(program order by program) as aliases,
        any_value(government) as government,
        min(first_fiscal_year) as first_fiscal_year,
        max(last_fiscal_year) as last_fiscal_year,
        sum(figure_count)::bigint as figure_count
    from names
    group by program_id
)

select * from programs
