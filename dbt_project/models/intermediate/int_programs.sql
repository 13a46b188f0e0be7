with figures as (
    select * from {{ ref('int_figures_current') }}
    where program_id is not null
),

names as (
    select
        program_id,
        program,
        any_value(government) as government,
        count(*) as figure_count,
        min(fiscal_year) as first_fiscal_year,
        max(coalesce(fiscal_year_end, fiscal_year)) as last_fiscal_year
    from figures
    group by program_id, program
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
