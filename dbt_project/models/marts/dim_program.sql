with programs as (
    select * from {{ ref('int_programs') }}
),

themes as (
    select * from {{ ref('int_program_themes') }}
),

joined as (
    select
        programs.program_id,
        programs.program,
        programs.aliases,
        programs.government,
        programs.first_fiscal_year,
        programs.last_fiscal_year,
        programs.figure_count,
        coalesce(themes.theme, '기타') as theme
    from programs
    left join themes on programs.program_id = themes.program_id
)

select * from joined
order by government, program
