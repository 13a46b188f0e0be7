with programs as (
    select
        program_id,
        lower(program) as name,
        replace(lower(program), ' ', '') as squeezed_name
    from {{ ref('int_programs') }}
),

keywords as (
    select
        theme,
        lower(keyword) as keyword,
        replace(lower(keyword), ' ', '') as squeezed_keyword
    from {{ ref('program_themes') }}
),

-- A keyword in Latin letters must stand as a word of its own: AI, but not the ai of "fair".
matches as (
    select
        programs.program_id,
        keywords.theme,
        keywords.keyword,
        length(keywords.squeezed_keyword) as keyword_length,
        strpos(programs.squeezed_name, keywords.squeezed_keyword) as keyword_position
    from programs
    inner join keywords on contains(programs.squeezed_name, keywords.squeezed_keyword)
    where
        not regexp_matches(keywords.keyword, '[a-z]')
        or regexp_matches(programs.name, '(^|[^a-z])' || keywords.keyword || '($|[^a-z])')
),

-- The longest keyword decides; of equals the one that stands first in the name.
themes as (
    select
        program_id,
        theme
    from matches
    qualify row_number() over (
        partition by program_id
        order by keyword_length desc, keyword_position asc, keyword asc
    ) = 1
)

select * from themes
