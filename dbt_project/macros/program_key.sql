{#- A programme's name without what writers vary: case, spaces, quotes, punctuation, and a trailing
    사업, 예산 or 추진 (also several of them). A name that is nothing else stays as it is. -#}
{% macro program_key(program) -%}
    {%- set plain = "regexp_replace(lower(" ~ program ~ "), '[^\\p{L}\\p{N}]', '', 'g')" -%}
    coalesce(
        nullif(regexp_replace({{ plain }}, '(사업|예산|추진)+$', ''), ''),
        nullif({{ plain }}, ''),
        {{ program }}
    )
{%- endmacro %}
