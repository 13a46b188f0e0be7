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

keyword_lists as (
    select list(squeezed_keyword) as squeezed_keywords
    from keywords
),

-- Sought in each name as one list: a join of names and keywords would compare them one pair at a time.
found as (
    select
        programs.program_id,
        programs.name,
        programs.squeezed_name,
        unnest(list_filter(
            keyword_lists.squeezed_keywords,
            lambda one: contains(programs.squeezed_name, one)  -- noqa: RF02
        )) as squeezed_keyword
    from programs
    cross join keyword_lists
),

-- A keyword in Latin letters must stand as a word of its own: AI, but not the ai of "fair".
matches as (
    select
        found.program_id,
        keywords.theme,
        keywords.keyword,
        length(found.squeezed_keyword) as keyword_length,
        strpos(found.squeezed_name, found.squeezed_keyword) as keyword_position
    from found
    inner join keywords on found.squeezed_keyword = keywords.squeezed_keyword
    where
        not regexp_matches(keywords.keyword, '[a-z]')
        or regexp_matches(found.name, '(^|[^a-z])' || keywords.keyword || '($|[^a-z])')
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
